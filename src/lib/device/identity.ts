import { rolesNow } from '../documents/directory/rights.ts';
import { signerOf, type Signer } from '../platform/ed25519.ts';
import type { Database } from './database.ts';
import type { Enrolment } from './enrolment.ts';
import { isBound, standingOf } from './key-standing.ts';
import { readDirectory } from './projections.ts';
import { setting } from './settings.ts';
import type { SignedIn, Station } from './station.ts';

type Identities = Pick<
	Station,
	'identity' | 'signedIn' | 'ended' | 'clerksHere' | 'directory' | 'isLocked' | 'lastHere'
> &
	Pick<Enrolment, 'keyStanding' | 'deviceSigner' | 'clerkSigner'>;

/** Owner of the device's own key. */
export const DEVICE = '';

/** Owner of the key that an enrolment under way will make the device's own. No clerk's id has this sign. */
export const COMING = '?';

/** Who this device is and whose hand is on it. `handOf`: the signer of a clerk who has opened the device. */
export function identities(db: Database, handOf: (clerk: string) => Signer | null): Identities {
	/** One key an owner: a clerk has one on this device, made once. */
	const keyOf = (owner: string) => db.keys.where('owner').equals(owner).first();

	/** Null also for one whose password was not given since the device was locked. */
	async function signedIn(): Promise<SignedIn | null> {
		const clerk = await setting(db, 'signedIn');
		const signer = clerk === null ? null : handOf(clerk);
		if (clerk === null || !signer) return null;
		const here = await clerkHere(clerk);
		// Another tab may have made a new key, for the new name of a restored device, and this one not have heard of it yet.
		return here?.key === signer.key ? here : null;
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
		isLocked: () => db.vault.isLocked,
		lastHere: () => setting(db, 'signedIn'),
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
		async keyStanding(clerk) {
			const row = await keyOf(clerk);
			return row ? standingOf(await readDirectory(db), row.key) : 'no';
		},
		async deviceSigner() {
			const row = await keyOf(DEVICE);
			return row?.privateKey ? signerOf({ key: row.key, privateKey: row.privateKey }) : null;
		},
		async clerkSigner() {
			const hand = await signedIn();
			return hand && handOf(hand.clerk);
		}
	};
}
