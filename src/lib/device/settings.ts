import type { Change } from '../changes/change.ts';
import type { Identity } from './station.ts';
import type { Database } from './database.ts';

/** The small things a device must not forget, one row each. */
type Settings = {
	identity: Identity;
	/** The clerk whose hand is on the device. */
	signedIn: string;
	/** The end of the device's chain. */
	head: { seq: number; id: string };
	/** Where the feed stands. */
	position: { epoch: number; cursor: number };
	/** County time of the newest receipt, ms. */
	newestReceipt: number;
	/** The device may write no more under its name. */
	ended: 'forked' | 'revoked';
	/** An enrolment whose answer has not come: the device's first change, signed by an invite. */
	enrolling: { county: { id: string; name: string }; change: Change };
};

export type Setting = { [Name in keyof Settings]: { name: Name; value: Settings[Name] } }[keyof Settings];

export async function setting<Name extends keyof Settings>(
	db: Database,
	name: Name
): Promise<Settings[Name] | null> {
	const row = await db.settings.get(name);
	return row ? (row.value as Settings[Name]) : null;
}

export async function putSetting<Name extends keyof Settings>(
	db: Database,
	name: Name,
	value: Settings[Name]
): Promise<void> {
	await db.settings.put({ name, value } as Setting);
}
