import { spawnSync } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { enrolmentSeed } from '../../src/lib/changes/enrolment-code.ts';
import { keyPairFromSeed } from '../../src/lib/platform/ed25519.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';

const DATA_DIR = join(mkdtempSync(join(tmpdir(), 'yizhan-')), 'data');

// Each is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

function yizhan(...args: string[]) {
	const env = { ...process.env, DATA_DIR };
	const { status, stdout, stderr } = spawnSync(process.execPath, ['sync-server/yizhan.ts', ...args], {
		env,
		encoding: 'utf8'
	});
	return { status, stdout, stderr };
}

test('the command line founds a county once, and gives a code that enrols the admin’s device', async () => {
	const founded = yizhan('init', '--county', '532822', '--name', '勐海县');
	expect(founded).toMatchObject({ status: 0, stderr: '' });
	expect(statSync(join(DATA_DIR, 'county.sqlite')).mode & 0o077).toBe(0);

	const storage = openSqlite(join(DATA_DIR, 'county.sqlite'));
	const directory = storage.stateOf('directory/532822')?.state as DirectoryState;
	storage.close();
	expect(founded.stdout).toContain(directory.root);
	expect(directory.setAside).toEqual([]);
	const codes = founded.stdout.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g) ?? [];
	const { key } = await keyPairFromSeed(await enrolmentSeed(codes.at(-1) ?? ''));
	expect(directory.invites[key]).toMatchObject({ unit: '532822', usesLeft: 3 });

	const again = yizhan('init', '--county', '532822', '--name', '勐海县');
	expect(again.status).toBe(1);
	expect(again.stderr).toContain('nothing was changed');
});

test.each([
	[[], 2, 'no command given'],
	[['init', '--county', '53'], 2, 'six digits'],
	[['catalogue', 'publish', 'no-such-file.json'], 1, 'no-such-file.json']
])('the command line says what is wrong with %j', (args, status, words) => {
	const said = yizhan(...args);
	expect(said.status).toBe(status);
	expect(said.stderr).toContain(words);
	expect(said.stdout).toBe('');
});
