// Ours in the shape of ../shared/peers/peers.mjs: the product's server and device code carry the peers' documents.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchDevice } from './peer/device.ts';
import { knowBench } from './peer/bench-kind.ts';
import { bindDocument, type PeerDocument } from './peer/bind-document.ts';
import { openCatalogueDocument } from './peer/catalogue-document.ts';
import type { Wire } from './peer/wire.ts';

/** One document of a session, as the scenarios ask after it. */
export type Handle = { readonly synced: boolean; readonly acked: boolean; close(): void };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVER = join(ROOT, 'tests/bench/peer/server.ts');
/** The published catalogue in the scenarios' words. */
const CATALOGUE = 'catalogue';

knowBench();
const folders = new Map<number, string>();
/** A document that comes back in another session comes back on the device that held it. */
const holders = new WeakMap<PeerDocument, BenchDevice>();

export const peer = {
	name: 'yizhan',

	/** The child process of the server, once it listens; its data stay in `folder`. */
	start(port: number, folder: string): Promise<ChildProcess> {
		mkdirSync(folder, { recursive: true });
		folders.set(port, folder);
		const log = openSync(join(folder, 'stderr.log'), 'a');
		const child = spawn(nodeForTypeScript(), [SERVER, String(port), folder], {
			stdio: ['ignore', 'pipe', log],
			cwd: ROOT
		});
		return new Promise((resolve, reject) => {
			child.stdout?.on('data', (text: Buffer) => String(text).includes('ready') && resolve(child));
			child.once('exit', (code) =>
				reject(new Error(`the server ended with ${code}, see ${folder}/stderr.log`))
			);
		});
	},

	/** One device's connection. */
	session(port: number, wire: Wire) {
		let device: BenchDevice | null = null;
		const closing: (() => void)[] = [];
		return {
			open(name: string, doc: PeerDocument): Handle {
				if (name === CATALOGUE) {
					const opened = openCatalogueDocument(doc, { port, wire, dataDir: folders.get(port) ?? '' });
					closing.push(() => opened.close());
					return opened;
				}
				if (!device) {
					device = holders.get(doc) ?? new BenchDevice(port, wire);
					void device.connect(wire);
				}
				const held = device;
				if (!holders.has(doc)) {
					holders.set(doc, held);
					bindDocument(doc, held, `bench/${name}`);
				}
				return {
					get synced() {
						return held.isSettled;
					},
					get acked() {
						return held.isAcknowledged;
					},
					// The tablet keeps what it has, and goes on writing it down without a line.
					close() {}
				};
			},
			close(): void {
				device?.disconnect();
				for (const close of closing) close();
			}
		};
	}
};

/** The one that comes with the packages: the system's may be too old to read TypeScript. */
function nodeForTypeScript(): string {
	const own = join(ROOT, 'node_modules/.bin/node');
	return existsSync(own) ? own : process.execPath;
}
