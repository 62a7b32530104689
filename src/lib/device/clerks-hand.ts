import { boundKey } from '../documents/directory/rights.ts';
import { toBase64Url } from '../platform/base64url.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../platform/ed25519.ts';
import { seal, unseal } from '../platform/sealed-bytes.ts';
import type { Clock, KeyHold, OpenKeys, Random, Stretch } from '../platform/seams.ts';
import type { Database, KeyRow } from './database.ts';
import type { Enrolment } from './enrolment.ts';
import { isBound } from './key-standing.ts';
import { readDirectory } from './projections.ts';
import { SEALED_TABLES } from './sealed-tables.ts';
import { putSetting, setting } from './settings.ts';
import { afterWrong, isHeldUp, makeSlot, openSlot, type Slot, type Slotted } from './slots.ts';
import { stored } from './stored.ts';
import { KEY_BYTES } from './vault.ts';

type Setting = {
	db: Database;
	clock: Clock;
	random: Random;
	stretch: Stretch;
	hold: KeyHold;
	/** The vault was just opened: what waited for it is done now. */
	opened: () => Promise<void>;
	/** Who is here, or what can be read here, has changed. */
	changed: () => void;
};

export type ClerksHand = {
	station: Pick<Enrolment, 'makeClerkKey' | 'takeOver' | 'vaultAtCounty' | 'openVault' | 'signOut'>;
	/** Takes up what a reload or another tab holds open. Before anything of the disk is read. */
	recall: () => Promise<void>;
	/** The signer of the clerk who opened the device; null for anybody else. */
	signerOf: (clerk: string) => Signer | null;
	/**
	 * P59, P90: keeps the vault's key sealed to the county, so that a clerk whose slot is lost comes in by the county's word, and
	 * what waits here is handed over also while it is locked. Nothing where the vault is locked or the county's key unknown.
	 */
	keepVaultForCounty: () => Promise<void>;
	/** P8: every slot, and what the county could open. */
	destroyKeys: () => Promise<void>;
};

type ClerkKey = KeyRow & { slot: Slot };

/** Where the few bytes lie that only the vault's key opens. */
const CHECK = 'vault';

/** Whose hand is on the device: a password opens a slot, the slot the vault of this disk and the clerk's own key. */
export function clerksHand({ db, clock, random, stretch, hold, opened, changed }: Setting): ClerksHand {
	const { vault } = db;
	let hand: { clerk: string; seed: Slotted['seed']; signer: Signer } | null = null;

	async function rowOf(clerk: string): Promise<ClerkKey | undefined> {
		const row = await db.keys.where('owner').equals(clerk).first();
		return row?.slot && { ...row, slot: row.slot };
	}

	async function adopt({ vault: key, clerk, seed }: OpenKeys): Promise<void> {
		if (!(await opens(key))) return;
		const wasOpen = vault.isOpen;
		vault.open(key);
		hand = { clerk, seed, signer: signerOf(await keyPairFromSeed(seed)) };
		if (!wasOpen) await opened();
		changed();
	}

	function lock(): void {
		hand = null;
		vault.lock();
		changed();
	}

	/** Whether it is the key of this very disk: another tab may hold that of one that was cleared. */
	async function opens(key: Uint8Array): Promise<boolean> {
		const kept = await setting(db, 'vault');
		return kept !== null && unseal(key, CHECK, kept.check) !== null;
	}

	/** After a fork the device has another name, to which a key that was bound to the old one cannot be bound. */
	async function isFree(key: string): Promise<boolean> {
		const bound = boundKey(await readDirectory(db), key);
		return bound === null || bound.device === (await setting(db, 'identity'))?.device;
	}

	async function slotted(row: ClerkKey, password: string): Promise<Slotted | null> {
		const found = await openSlot(row.slot, placeOf(row), password, stretch);
		if (!found) await db.keys.update(row.key, { slot: afterWrong(row.slot, clock) });
		// Where there is no room for it the next wrong one waits longer, and the right one opens all the same.
		else if (row.slot.wrong > 0)
			await stored(() => db.keys.update(row.key, { slot: { ...row.slot, wrong: 0, until: 0 } }));
		return found;
	}

	async function keyRow(clerk: string, keys: Slotted, password: string): Promise<ClerkKey> {
		const { key } = await keyPairFromSeed(keys.seed);
		const row = { key, owner: clerk };
		return { ...row, slot: await makeSlot(keys, placeOf(row), password, stretch, random) };
	}

	const keepRow = (row: ClerkKey) =>
		db.transaction('rw', db.keys, async () => {
			await db.keys.where('owner').equals(row.owner).delete();
			await db.keys.put(row);
		});

	/**
	 * The first clerk makes it. What lay here in the clear is sealed in the transaction that also keeps the first slot: a
	 * crash leaves no vault that nobody opens.
	 */
	async function createVault(key: Slotted['vault'], first: ClerkKey): Promise<void> {
		vault.open(key);
		try {
			await db.transaction('rw', [...SEALED_TABLES, db.keys, db.settings], async () => {
				for (const name of SEALED_TABLES) {
					const rows: unknown[] = await db.table(name).toArray();
					await db.table(name).bulkPut(rows);
				}
				await keepRow(first);
				const check = seal(key, CHECK, new Uint8Array(), random);
				await putSetting(db, 'vault', { check, atCounty: null });
				// Of people nothing was listed before.
				await db.settings.delete('projected');
			});
		} catch (error) {
			vault.lock();
			vault.exists = false;
			throw error;
		}
		await opened();
		// The county's key came before there was a vault: the line may be gone by the next time that it tells it.
		await keepVaultForCounty();
	}

	async function keepVaultForCounty(): Promise<void> {
		const kept = await setting(db, 'vault');
		const recipient = await setting(db, 'sealKey');
		const device = (await setting(db, 'identity'))?.device;
		if (!vault.isOpen || !kept || recipient === null || device === undefined) return;
		const sealedFor = `${recipient} ${device}`;
		if (kept.atCounty?.sealedFor === sealedFor) return;
		const text = JSON.stringify({ device, vault: toBase64Url(vault.key) });
		const { sealText } = await import('../platform/sealed-file.ts');
		const key = toBase64Url(await sealText(recipient, text));
		await putSetting(db, 'vault', { ...kept, atCounty: { key, sealedFor } });
	}

	return {
		station: {
			async makeClerkKey(clerk, password) {
				const row = await rowOf(clerk);
				const own = row && (await openSlot(row.slot, placeOf(row), password, stretch));
				if (own && (await opens(own.vault)) && (await isFree(row.key))) {
					if (!vault.isOpen) {
						vault.open(own.vault);
						await opened();
					}
					return { ok: true, key: row.key };
				}
				// Another password than the one that was given here last: what it opened stays, its slot is made anew.
				if (vault.isLocked) return { ok: false, code: 'vault-locked' };
				const kept = hand?.clerk === clerk && (await isFree(hand.signer.key)) ? hand.seed : null;
				const seed = kept ?? random.bytes(KEY_BYTES);
				const key = vault.exists ? vault.key : random.bytes(KEY_BYTES);
				const made = await keyRow(clerk, { vault: key, seed }, password);
				if (vault.exists) await keepRow(made);
				else await createVault(key, made);
				return { ok: true, key: made.key };
			},

			async takeOver(clerk, password) {
				const row = await rowOf(clerk);
				if (!row) return { ok: false, code: 'never-signed-in-here' };
				if (isHeldUp(row.slot, clock)) return { ok: false, code: 'held-up' };
				const own = await slotted(row, password);
				if (!own) return { ok: false, code: 'wrong-password' };
				const directory = await readDirectory(db);
				if (!isBound(directory, row.key) || !directory.clerks[clerk]) {
					return { ok: false, code: 'never-signed-in-here' };
				}
				const keys = { vault: own.vault, clerk, seed: own.seed };
				// A full disk must open too, so that what lies on it can be read and carried away.
				if ((await setting(db, 'signedIn')) !== clerk) {
					const disk = await stored(() => putSetting(db, 'signedIn', clerk));
					if (disk) return { ok: false, code: disk };
				}
				await adopt(keys);
				hold.hold(keys);
				return { ok: true };
			},

			async vaultAtCounty() {
				return vault.isLocked ? ((await setting(db, 'vault'))?.atCounty?.key ?? null) : null;
			},
			async openVault(key) {
				if (vault.isOpen || !(await opens(key))) return;
				vault.open(key);
				await opened();
				changed();
			},
			async signOut() {
				lock();
				hold.letGo();
			}
		},
		signerOf: (clerk) => (hand?.clerk === clerk ? hand.signer : null),
		async recall() {
			vault.exists = (await setting(db, 'vault')) !== null;
			hold.watch((keys) => (keys ? void adopt(keys) : lock()));
			const keys = vault.exists ? await hold.recall() : null;
			if (keys) await adopt(keys);
		},
		keepVaultForCounty,
		async destroyKeys() {
			await db.transaction('rw', db.keys, db.settings, async () => {
				const kept = await setting(db, 'vault');
				await db.keys.filter(({ slot }) => slot !== undefined).delete();
				if (kept) await putSetting(db, 'vault', { ...kept, atCounty: null });
			});
			lock();
			hold.letGo();
		}
	};
}

function placeOf({ key, owner }: Pick<ClerkKey, 'key' | 'owner'>): string {
	return `slot/${owner}/${key}`;
}
