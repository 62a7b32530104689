import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Door } from '../../src/lib/sync/door.ts';
import type { LineState } from '../../src/lib/sync/line-state.ts';
import { photographFolder } from '../../sync-server/photograph-folder.ts';
import { photographUploads, type PhotographUploads } from '../../sync-server/photograph-uploads.ts';
import type { Tabs } from '../../src/lib/platform/seams.ts';
import type { Uploads } from '../../src/lib/sync/photograph-uploader.ts';
import type { VirtualTime } from '../support/virtual-time.ts';

type UploadDoor = Pick<Door, 'beginUpload' | 'appendUpload'>;
/** What becomes of a request: `lost` before the county has it, `unheard` after it has done it. */
export type Fate = 'answered' | 'lost' | 'unheard' | 'silent';

/** The county's real folder of photographs behind a door without sockets, on a wire that can be cut at any word. */
export async function countyOfPhotographs(time: VirtualTime) {
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-photographs-'));
	let uploads: PhotographUploads;
	const county = {
		/** Bytes of photographs on the wire, by their names, also those that were lost. */
		wire: new Map<string, number>(),
		/** Sizes of the parts, in their order. */
		parts: [] as number[],
		begun: 0,
		/** How long a part takes, ms. */
		slowness: 0,
		fate: (() => 'answered') as (part: number) => Fate,
		/** What comes of the bytes, where the way spoils them. */
		spoil: (bytes: Uint8Array<ArrayBuffer>) => bytes,
		async start(): Promise<void> {
			const photographs = await photographFolder(dataDir);
			uploads = await photographUploads({ dataDir, photographs, clock: time, isOnLine: () => true });
		},
		has: async (hash: string) => (await (await photographFolder(dataDir)).find(hash)) !== null,
		read: async (hash: string) => Uint8Array.from(await readFile(join(dataDir, 'photographs', hash))),
		arrived: async (hash: string) => (await uploads.arrived(hash))?.offset ?? 0,
		doorOf(device: string): UploadDoor {
			return {
				async beginUpload(hash, length) {
					county.begun++;
					const begun = await uploads.begin(hash, length, device);
					return begun.ok ? { ok: true, value: begun.arrived.offset } : begun;
				},
				async appendUpload(hash, offset, bytes, until) {
					county.parts.push(bytes.length);
					county.wire.set(hash, (county.wire.get(hash) ?? 0) + bytes.length);
					const fate = county.fate(county.parts.length);
					if (fate === 'lost') return { ok: false, code: 'offline' };
					if (fate === 'silent') {
						await new Promise<void>((resolve) => until.addEventListener('abort', () => resolve()));
						return { ok: false, code: 'offline' };
					}
					time.advance(county.slowness);
					const appended = await uploads.append(hash, offset, county.spoil(bytes), device);
					if (fate === 'unheard') return { ok: false, code: 'offline' };
					return appended.ok ? { ok: true, value: appended.arrived.offset } : appended;
				}
			};
		}
	};
	await county.start();
	return county;
}

/** A line that a test puts on and takes off. */
export function lineByHand() {
	const watchers = new Set<(state: LineState) => void>();
	const state = { status: 'off' } as LineState;
	return {
		state: () => state,
		watch(take: (state: LineState) => void) {
			watchers.add(take);
			take(state);
			return () => watchers.delete(take);
		},
		become(status: LineState['status']) {
			state.status = status;
			for (const take of watchers) take(state);
		}
	};
}

/** Where no other tab is open. */
export const alone: Tabs<Uploads> = { tell: () => {}, listen: () => () => {} };

/** Lets work go on until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	// Real time only bounds how long a failure takes.
	for (const end = performance.now() + 10_000; performance.now() < end;) {
		if (await isSo()) return;
		await new Promise((resolve) => setImmediate(resolve));
	}
	throw new Error('it never came to be so');
}
