import { spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
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

test('the command line proves a data folder, and ends with what it found', () => {
	const proven = yizhan('verify', DATA_DIR);
	expect(proven).toMatchObject({ status: 0, stderr: '' });
	expect(proven.stdout).toMatch(/^whole/);
	const whole = JSON.parse(yizhan('verify', DATA_DIR, '--json').stdout) as Record<string, unknown>;
	expect(whole).toMatchObject({ whole: true, county: '532822', findings: [] });

	const db = new DatabaseSync(join(DATA_DIR, 'county.sqlite'));
	const [{ id, note }] = db.prepare('SELECT id, note FROM changes, checkpoint WHERE pos = 3').all() as [
		{ id: string; note: string }
	];
	const kept = join(DATA_DIR, 'kept.txt');
	writeFileSync(kept, note);
	expect(yizhan('verify', DATA_DIR, '--checkpoint', kept).status).toBe(0);
	expect(yizhan('verify', DATA_DIR, '--checkpoint', join(DATA_DIR, 'county.sqlite')).status).toBe(2);
	db.exec('UPDATE changes SET time = time + 1 WHERE pos = 3');
	db.close();
	const altered = yizhan('verify', DATA_DIR, '--json');
	expect(altered.status).toBe(1);
	const finding = { table: 'changes', row: id, code: 'altered', column: 'time' };
	expect(JSON.parse(altered.stdout)).toMatchObject({ whole: false, findings: [finding] });
	expect(yizhan('verify', DATA_DIR).stdout).toContain(`changes ${id} (time)`);

	const noCase = yizhan('archive', '532822103204-260922-001-0001-M09', join(DATA_DIR, 'one.archive'));
	expect(noCase).toMatchObject({ status: 1, stdout: '' });
	expect(noCase.stderr).toContain('there is no case');
	expect(yizhan('verify', kept).status).toBe(2);
	const nothing = yizhan('verify', join(DATA_DIR, 'nowhere'), '--json');
	expect(nothing.status).toBe(2);
	expect(JSON.parse(nothing.stdout)).toMatchObject({ whole: null });
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
