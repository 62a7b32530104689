import { boundKey, isGood, PENDING, rolesNow } from '../documents/directory/rights.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../platform/ed25519.ts';
import type { Random } from '../platform/seams.ts';
import type { Database } from './database.ts';
import type { Enrolment } from './enrolment.ts';
import { readDirectory } from './projections.ts';
import { putSetting, setting } from './settings.ts';
import type { SignedIn, Station } from './station.ts';

type Identities = Pick<Station, 'identity' | 'signedIn' | 'ended' | 'clerksHere' | 'directory'> &
	Omit<Enrolment, 'prepareEnrolment' | 'completeEnrolment'>;

/** Owner of the device's own key. */
export const DEVICE = '';

/** Owner of the key that an enrolment under way will make the device's own. No clerk's id has this sign. */
export const COMING = '?';

/** Who this device is and whose hand is on it. */
export function identities(db: Database, random: Random): Identities {
	/** One key an owner: a clerk has one on this device, made once. */
	const keyOf = (owner: string) => db.keys.where('owner').equals(owner).first();

	async function signedIn(): Promise<SignedIn | null> {
		const clerk = await setting(db, 'signedIn');
		return clerk === null ? null : clerkHere(clerk);
	}

	/** Null for a clerk who has no key here that the county has bound. */
	async function clerkHere(clerk: string): Promise<SignedIn | null> {
		const directory = await readDirectory(db);
		const unit = (await setting(db, 'identity'))?.unit;
		const row = await keyOf(clerk);
		const name = directory.clerks[clerk]?.name;
		if (!row || !isBound(directory, row.key) || name === undefined) return null;
		const roles = rolesNow(directory, clerk).filter((held) => held.unit === unit);
		return { clerk, name, key: row.key, roles: roles.map(({ role }) => role) };
	}

	return {
		identity: () => setting(db, 'identity'),
		ended: () => setting(db, 'ended'),
		directory: () => readDirectory(db),
		signedIn,
		async clerksHere() {
			const owners = (await db.keys.orderBy('owner').uniqueKeys()) as string[];
			const clerks: SignedIn[] = [];
			for (const owner of owners) {
				const clerk = owner === DEVICE ? null : await clerkHere(owner);
				if (clerk) clerks.push(clerk);
			}
			return clerks;
		},
		async clerkKey(clerk) {
			const directory = await readDirectory(db);
			const row = await keyOf(clerk);
			if (row) return { key: row.key, bound: standingOf(directory, row.key) };
			const pair = await keyPairFromSeed(random.bytes(32));
			return db.transaction('rw', db.keys, async () => {
				// Another tab may have made one meanwhile.
				const first = await keyOf(clerk);
				if (!first) await db.keys.add({ ...pair, owner: clerk, verifier: null });
				return { key: first?.key ?? pair.key, bound: 'no' as const };
			});
		},
		async deviceSigner() {
			const row = await keyOf(DEVICE);
			return row ? signerOf(row) : null;
		},
		async clerkSigner(): Promise<Signer | null> {
			const hand = await signedIn();
			const row = hand && (await db.keys.get(hand.key));
			return row ? signerOf(row) : null;
		},
		async keepVerifier(clerk, verifier) {
			await db.keys.where('owner').equals(clerk).modify({ verifier });
		},
		verifierOf: async (clerk) => (await keyOf(clerk))?.verifier ?? null,
		async takeOver(clerk) {
			const hand = await clerkHere(clerk);
			if (hand) await putSetting(db, 'signedIn', clerk);
			return hand;
		},
		signOut: () => db.settings.delete('signedIn')
	};
}

function isBound(directory: DirectoryState, key: string): boolean {
	const bound = boundKey(directory, key);
	const device = bound && directory.devices[bound.device];
	return bound !== null && bound.from <= directory.pos && !!device && isGood(directory, device);
}

function standingOf(directory: DirectoryState, key: string): 'yes' | 'waiting' | 'no' {
	if (isBound(directory, key)) return 'yes';
	return boundKey(directory, key)?.from === PENDING ? 'waiting' : 'no';
}
