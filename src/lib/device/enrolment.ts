import type { Change } from '../changes/change.ts';
import type { ReceiptSheet } from '../changes/receipt.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Identity, SignedIn } from './station.ts';

/** Why what the county answered to an enrolment is not believed. */
export type EnrolmentFault = 'not-the-county' | 'not-enrolled-there' | 'disk-full' | 'disk-failed';

/**
 * How a device comes to its name and its clerks to their keys. Commands use it, screens do not. Private keys
 * go in and are never handed out.
 */
export interface Enrolment {
	/**
	 * Makes the device's key and the change `enrol`, signed by the invite, and keeps both: asked again with the
	 * same invite it answers the same change, so a lost answer of the county costs nothing.
	 */
	prepareEnrolment(county: { id: string; name: string }, invite: Signer, name: string): Promise<Change>;
	/** Checks the county's directory against the root's fingerprint and makes this device what it says. */
	completeEnrolment(
		root: string,
		lines: string[],
		sheet: ReceiptSheet
	): Promise<{ ok: true; identity: Identity } | { ok: false; code: EnrolmentFault }>;

	/**
	 * The clerk's key on this device, made when there is none, and whether the county has bound it: `waiting`
	 * while a `bindKey` is on the road, `no` before it and again when it was refused.
	 */
	clerkKey(clerk: string): Promise<{ key: string; bound: 'yes' | 'waiting' | 'no' }>;
	/** The device's own signer, for `bindKey`. Null before enrolment. */
	deviceSigner(): Promise<Signer | null>;
	/** The signer of the clerk whose hand is on this device. */
	clerkSigner(): Promise<Signer | null>;

	/** Keeps what checks this clerk's password offline (PHC string). */
	keepVerifier(clerk: string, phc: string): Promise<void>;
	verifierOf(clerk: string): Promise<string | null>;

	/** Puts the device into this clerk's hand; null when the clerk has no bound key here. */
	takeOver(clerk: string): Promise<SignedIn | null>;
	signOut(): Promise<void>;
}
