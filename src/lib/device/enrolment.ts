import type { Change } from '../changes/change.ts';
import type { ReceiptSheet } from '../changes/receipt.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Identity } from './station.ts';
import type { DiskFault } from './stored.ts';

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
	 * The clerk's key on this device, made when there is none that this password opens; the county has just said that it
	 * is the right one. The first clerk's makes the vault of this disk too. `vault-locked`: neither the password nor
	 * anybody here opens it.
	 */
	makeClerkKey(
		clerk: string,
		password: string
	): Promise<{ ok: true; key: string } | { ok: false; code: 'vault-locked' }>;
	/**
	 * Whether the county has bound the clerk's key: `waiting` while a `bindKey` is on the road, `no` before it and again
	 * when it was refused.
	 */
	keyStanding(clerk: string): Promise<'yes' | 'waiting' | 'no'>;
	/** The device's own signer, for `bindKey`. Null before enrolment. */
	deviceSigner(): Promise<Signer | null>;
	/** The signer of the clerk whose hand is on this device. */
	clerkSigner(): Promise<Signer | null>;

	/**
	 * Opens the device with a clerk's password, without a network, and puts it into this clerk's hand. After some wrong
	 * ones each try must wait, longer every time: `held-up`.
	 */
	takeOver(
		clerk: string,
		password: string
	): Promise<
		{ ok: true } | { ok: false; code: 'wrong-password' | 'never-signed-in-here' | 'held-up' | DiskFault }
	>;

	/** The key of the locked vault, sealed to the county; null while it is open, or where the county cannot help. */
	vaultAtCounty(): Promise<string | null>;
	/** Opens the vault by what the county answered. Another key than this disk's is passed over. */
	openVault(key: Uint8Array<ArrayBuffer>): Promise<void>;

	/** Locks the device: nobody's hand is on it, and of what it keeps nothing can be read. */
	signOut(): Promise<void>;
}
