import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the peers' own scripts, each `[file, ...arguments]`, in a copy of their folder; they print their lines. */
export function runPeers(scripts: string[][]): void {
	const folder = process.env['YIZHAN_PEERS'] ?? '../shared/peers';
	if (!existsSync(join(folder, 'package.json'))) {
		console.log(JSON.stringify({ peers: 'not here', folder }));
		return;
	}
	const copy = mkdtempSync(join(tmpdir(), 'yizhan-peers-'));
	try {
		cpSync(folder, copy, { recursive: true });
		spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: copy, stdio: 'ignore' });
		for (const script of scripts) {
			const { status } = spawnSync(process.execPath, script, {
				cwd: copy,
				stdio: ['ignore', 'inherit', 'ignore']
			});
			if (status !== 0) console.log(JSON.stringify({ peers: 'failed', script: script.join(' ') }));
		}
	} finally {
		rmSync(copy, { recursive: true });
	}
}
