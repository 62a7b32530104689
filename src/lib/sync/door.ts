import type { ReceiptSheet } from '../changes/receipt.ts';
import type { Signer } from '../platform/ed25519.ts';

/** `offline`: no answer. `closed`: the line is not on, so no ticket. `faulty`: an answer that is none. */
export type DoorFault = 'offline' | 'closed' | 'not-allowed' | 'faulty';
export type Answer<T, Code extends string = DoorFault> =
	{ ok: true; value: T } | { ok: false; code: Code | DoorFault };

export type CountyCard = {
	county: { id: string; name: string };
	root: string;
	epoch: number;
	/** The county's clock, ms. */
	time: number;
	demo: boolean;
};
export type EnrolRefusal = 'unknown-invite' | 'invite-used-up' | 'invite-expired' | 'malformed';
export type SignInRefusal = 'wrong-password' | 'unknown-device' | 'too-many-tries';
export type StationContact = {
	device: string;
	name: string;
	unit: string;
	/** County time, ms; null for never. */
	lastSeen: number | null;
	/** Rows of its feed that it has not got. */
	behind: number;
	release: number;
	revoked: boolean;
};
export type Stations = {
	stations: StationContact[];
	figures: { byStage: Record<string, number>; byUnit: Record<string, number> };
};
export type DemoAccount = {
	account: string;
	password: string;
	name: string;
	unit: string;
	unitName: string;
	role: string;
	/** Enrols a device of the unit. */
	code: string;
};

export type DoorSetting = {
	fetch: typeof fetch;
	/** '' for the origin that served the app. */
	origin: string;
	/** The line's ticket; null while it is off. */
	ticket: () => string | null;
	deviceSigner: () => Promise<Signer | null>;
	clerkSigner: () => Promise<Signer | null>;
};

/** What the county answers over HTTP. Codes cross the wire, never prose. */
export interface Door {
	county(): Promise<Answer<CountyCard>>;
	enrol(line: string): Promise<Answer<{ lines: string[]; sheet: ReceiptSheet }, EnrolRefusal>>;
	signIn(who: {
		account: string;
		password: string;
		device: string;
	}): Promise<Answer<{ clerk: string }, SignInRefusal>>;
	putPhotograph(hash: string, ciphertext: Uint8Array<ArrayBuffer>): Promise<Answer<null>>;
	photograph(hash: string): Promise<Answer<Uint8Array<ArrayBuffer>, 'unknown-photograph'>>;
	stations(): Promise<Answer<Stations>>;
	setPassword(clerk: string, password: string): Promise<Answer<null, 'weak-password' | 'unknown-clerk'>>;
	/** Accounts to try, of a demo county only. */
	demo(): Promise<Answer<DemoAccount[]>>;
}
export declare function openDoor(setting: DoorSetting): Door;
