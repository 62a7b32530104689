import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { Database } from '../../src/lib/device/database.ts';
import { Vault } from '../../src/lib/device/vault.ts';
import { seededRandom } from '../support/seeded-random.ts';

test('a disk of version 3 is opened with each receipt under the document of its change', async () => {
	const indexedDB = { factory: new IDBFactory(), keyRange: IDBKeyRange };
	const before = new Dexie('yizhan', { indexedDB: indexedDB.factory, IDBKeyRange });
	before.version(3).stores({ changes: 'id, doc, &[device+seq]', receipts: 'id, epoch' });
	const receipt = { id: 'a', epoch: 1, pos: 7, time: 9, standing: 'ok' };
	await before.table('changes').add({ id: 'a', doc: 'case/01A', device: 'd', seq: 1, line: '' });
	await before.table('receipts').add(receipt);
	before.close();

	const now = new Database('yizhan', new Vault(seededRandom(1)), () => {}, indexedDB);
	expect(await now.receipts.where('doc').equals('case/01A').toArray()).toEqual([
		{ ...receipt, doc: 'case/01A' }
	]);
	now.close();
});
