import { Dexie, type EntityTable, type Table } from 'dexie';
import type { PrivateKey } from '../platform/ed25519.ts';
import { sealedTables } from './sealed-tables.ts';
import type { Slot } from './slots.ts';
import type { CaseDraft, TalkInHand } from './station.ts';
import type { Vault } from './vault.ts';
import type {
	BundleProjection,
	CaseProjection,
	ChangeRow,
	DirectoryProjection,
	PersonProjection,
	ReceiptRow,
	Setting
} from './rows.ts';

/** Without the county's receipt yet; `n` keeps the order of writing. */
export type OutboxRow = { n: number; id: string; doc: string; since: number };

/** Refused by the county's gate for good, or left behind by a fork (`forked`): no part of the record any more. */
export type QuarantineRow = ChangeRow & { code: string; at: number };

/**
 * `owner`: a clerk's id, or '' and '?' for the device itself (`identity.ts`), whose key signs also while nobody is here.
 * What a clerk's signs with lies in the slot (`slots.ts`).
 */
export type KeyRow = { key: string; owner: string; privateKey?: PrivateKey; slot?: Slot };

/** Ciphertext only: the key is in the change that attaches it. */
export type PhotographRow = {
	hash: string;
	ciphertext: Uint8Array<ArrayBuffer>;
	sent: 0 | 1;
	keptAt: number;
};

/** How many numbers of a block have been taken. */
export type SerialRow = { block: string; taken: number };

/**
 * One device's disk. Changes and receipts are the record; `cases`, `people`, `bundles` and `directory` can be made from
 * them anew.
 */
export class Database extends Dexie {
	declare changes: EntityTable<ChangeRow, 'id'>;
	declare receipts: EntityTable<ReceiptRow, 'id'>;
	declare outbox: EntityTable<OutboxRow, 'n'>;
	declare quarantine: EntityTable<QuarantineRow, 'id'>;
	declare cases: EntityTable<CaseProjection, 'doc'>;
	declare people: Table<PersonProjection, [person: string, doc: string]>;
	declare bundles: EntityTable<BundleProjection, 'doc'>;
	declare directory: EntityTable<DirectoryProjection, 'doc'>;
	declare drafts: EntityTable<CaseDraft, 'id'>;
	declare talks: Table<TalkInHand, [clerk: string, doc: string]>;
	declare photographs: EntityTable<PhotographRow, 'hash'>;
	declare keys: EntityTable<KeyRow, 'key'>;
	declare serials: EntityTable<SerialRow, 'block'>;
	declare settings: Table<Setting, Setting['name']>;

	/** What of it is sealed opens only while this is open. */
	readonly vault: Vault;

	constructor(
		name: string,
		vault: Vault,
		/** Hears the name of a table with a row that does not open. */
		spoiled: (table: string) => void,
		indexedDB?: { factory: IDBFactory; keyRange: typeof IDBKeyRange }
	) {
		super(name, {
			// What is shown as saved survives a power cut; costs about 1 ms a transaction.
			chromeTransactionDurability: 'strict',
			// Dexie's own copies of what queries answered cost a start more than they ever save: screens keep their answers.
			cache: 'disabled',
			...(indexedDB && { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange })
		});
		this.vault = vault;
		this.version(1).stores({
			changes: 'id, doc, &[device+seq]',
			receipts: 'id, epoch',
			outbox: '++n, &id, doc',
			quarantine: 'id, doc',
			cases: 'doc, knownDirectory',
			directory: 'doc',
			drafts: 'id, clerk',
			photographs: 'hash, sent',
			keys: 'key, owner',
			serials: 'block',
			settings: 'name'
		});
		// What is new here is a projection: `openStation` makes it from the record.
		this.version(2).stores({ people: '[person+doc], doc' });
		this.version(3).stores({ bundles: 'doc, knownDirectory' });
		this.version(4)
			.stores({ receipts: 'id, epoch, doc' })
			.upgrade(async (disk) => {
				const docs = new Map<string, string>();
				await disk.table<ChangeRow>('changes').each(({ id, doc }) => void docs.set(id, doc));
				await disk
					.table<ReceiptRow>('receipts')
					.toCollection()
					.modify((row) => void (row.doc = docs.get(row.id) ?? ''));
			});
		this.version(5).stores({ talks: '[clerk+doc]' });
		// A clerk's key that lay here without a slot can be put into none: each signs in once more, with the county.
		this.version(6).upgrade((disk) => disk.table<KeyRow>('keys').where('owner').noneOf(['', '?']).delete());
		this.use(sealedTables(vault, spoiled));
	}
}
