import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';

export type DemoAccount = {
	account: string;
	password: string;
	name: string;
	unit: string;
	unitName: string;
	role: string;
	code: string;
};

/** The real server in a process of its own, with the demo county on a disk of its own. */
export class CountyProcess {
	readonly dataDir: string;
	readonly origin: string;
	private readonly port: number;
	private child: ChildProcess | null = null;

	private constructor(port: number, dataDir: string) {
		this.port = port;
		this.dataDir = dataDir;
		this.origin = `http://localhost:${port}`;
	}

	static start(): Promise<CountyProcess> {
		return CountyProcess.over(mkdtempSync(join(tmpdir(), 'yizhan-county-')));
	}

	/** The county whose data lie there; `end` removes them. */
	static async over(dataDir: string): Promise<CountyProcess> {
		const county = new CountyProcess(await freePort(), dataDir);
		await county.start();
		return county;
	}

	/** Starts it, also again on the same disk and port. Resolves when it answers. */
	async start(): Promise<void> {
		const child = spawn(process.execPath, ['sync-server/start.ts'], {
			env: { ...process.env, PORT: String(this.port), DATA_DIR: this.dataDir, HOST: '127.0.0.1' },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		this.child = child;
		await new Promise<void>((resolve, reject) => {
			child.once('exit', (code) => reject(new Error(`the county ended with ${code} before it listened`)));
			child.stdout.on('data', (text: Buffer) => text.includes('Yizhan: http') && resolve());
		});
	}

	/** SIGTERM lets it finish what it has taken; SIGKILL is a power cut. */
	async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		const { child } = this;
		this.child = null;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	async end(): Promise<void> {
		await this.stop('SIGKILL');
		rmSync(this.dataDir, { recursive: true, force: true });
	}

	async accounts(): Promise<DemoAccount[]> {
		const answer = await fetch(`${this.origin}/api/demo`);
		return ((await answer.json()) as { accounts: DemoAccount[] }).accounts;
	}
}
