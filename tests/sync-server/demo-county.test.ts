import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enrolmentSeed } from '../../src/lib/changes/enrolment-code.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { keyPairFromSeed } from '../../src/lib/platform/ed25519.ts';
import { furnishDemoCounty, openDemoCounty } from '../../sync-server/demo-county.ts';
import { isPassword } from '../../sync-server/passwords.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { virtualTime } from '../support/virtual-time.ts';

test('whoever tries the demo county can enrol a device and sign in as any of its clerks', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-'));
	const storage = openSqlite(':memory:');
	const place = { dataDir, storage, clock: virtualTime(), random: seededRandom(1) };
	const accounts = (await openDemoCounty(place)) ?? [];
	await furnishDemoCounty(place);
	const directory = storage.stateOf('directory/532822')?.state as DirectoryState;
	expect(directory.setAside).toEqual([]);
	expect(accounts.map(({ role }) => role)).toContain('admin');
	for (const { account, password, unit, role, code } of accounts) {
		const { key } = await keyPairFromSeed(await enrolmentSeed(code));
		expect(directory.invites[key]?.unit).toBe(unit);
		expect(directory.roles).toContainEqual(expect.objectContaining({ clerk: account, unit, role }));
		expect(await isPassword(password, storage.passwordOf(account))).toBe(true);
	}
	expect(await openDemoCounty(place)).toEqual(accounts);
	storage.close();
}, 60_000);
