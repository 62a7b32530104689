import * as v from 'valibot';
import { date } from '../date.ts';

const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A telephone number as people write it, with its area code; hours, a room, an item's code: a line of text. */
const line = v.pipe(v.string(), v.maxLength(200));

/** F080: by the level of its unit which kinds there are; `general` at both. A kind that a later app adds is kept. */
export const windowKinds = {
	county: ['consult', 'unresolved', 'general', 'sector', 'cross-province', 'self-service'],
	township: ['general', 'assist', 'unresolved']
} as const;
export type WindowKind = (typeof windowKinds)[keyof typeof windowKinds][number];

export const role = v.picklist(['agent', 'window', 'officer', 'admin']);
export const unitLevel = v.picklist(['county', 'department', 'township', 'village']);

export const directoryActions = {
	/** The first change of all, by the root key: from here on `root` may do everything an admin may. */
	found: v.looseObject({ type: v.literal('found'), county: id, name: words }),
	/** By the root only. The server signs receipts with this key between the two times (ms). */
	appointReceiptKey: v.looseObject({ type: v.literal('appointReceiptKey'), key, from: time, until: time }),
	putUnit: v.looseObject({
		type: v.literal('putUnit'),
		unit: v.looseObject({
			/** Also the unit's part in case numbers: digits and capital letters. */
			id: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4,12}$/)),
			level: unitLevel,
			name: words,
			/** As staff say it: 曼国村, 勐混镇, 民政局 */
			short: words,
			/** The unit whose reach this one is in; null for the county. */
			parent: v.nullable(id),
			/** Null: not confirmed by the county. */
			phone: v.nullable(words),
			address: v.nullable(words),
			/** When it is open, as its door says it; empty: not confirmed by the county. */
			hours: v.optional(line),
			/** Codes of the items that it takes in; none: all that the catalogue gives its level. */
			items: v.optional(v.pipe(v.array(words), v.maxLength(2000))),
			/** It takes in nothing more; its cases and numbers stay. */
			closed: v.optional(v.boolean())
		})
	}),
	/** A window of a unit (F003, F080, F114): opened, changed, closed. */
	putWindow: v.looseObject({
		type: v.literal('putWindow'),
		window: v.looseObject({
			id,
			unit: id,
			/** Number or name, as its sign says: 3号, 帮办代办 */
			name: words,
			/** One of `windowKinds`. */
			kind: words,
			/** Who is on duty there; null or none: nobody named. */
			clerk: v.optional(v.nullable(id)),
			hours: v.optional(line),
			phone: v.optional(line),
			closed: v.optional(v.boolean())
		})
	}),
	putClerk: v.looseObject({
		type: v.literal('putClerk'),
		clerk: v.looseObject({
			id,
			name: words,
			account: id,
			phone: v.nullable(words),
			/** 工号, as the badge says it. */
			number: v.optional(line),
			/** Works here no more. Their roles are ended one by one: only that takes rights. */
			left: v.optional(v.boolean())
		})
	}),
	grantRole: v.looseObject({
		type: v.literal('grantRole'),
		clerk: id,
		unit: id,
		role,
		/** The last day it is meant for, as with a deputy. A plan: only `endRole` ends it. */
		planned: v.optional(date)
	}),
	endRole: v.looseObject({ type: v.literal('endRole'), clerk: id, unit: id, role }),
	/**
	 * Lets a device enrol: whoever holds the code that `key` belongs to may sign `enrol`, `uses` times until
	 * `until` (ms). The server never sees the code, so it cannot enrol a device by itself.
	 */
	invite: v.looseObject({
		type: v.literal('invite'),
		key,
		unit: id,
		uses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
		until: time
	}),
	/** Signed by an invite's key; the first change of the new device's chain. */
	enrol: v.looseObject({ type: v.literal('enrol'), device: id, key, name: words }),
	/** Signed by the device's key, after the county checked the clerk's password. */
	bindKey: v.looseObject({ type: v.literal('bindKey'), clerk: id, key }),
	revokeDevice: v.looseObject({ type: v.literal('revokeDevice'), device: id, reason: words })
};

export type DirectoryActionType = keyof typeof directoryActions;
export type DirectoryActions = { [T in DirectoryActionType]: v.InferOutput<(typeof directoryActions)[T]> };
export type DirectoryAction = DirectoryActions[DirectoryActionType];
/** A unit and a clerk as an action writes them: what is not said is not there. */
export type UnitEntry = DirectoryActions['putUnit']['unit'];
export type ClerkEntry = DirectoryActions['putClerk']['clerk'];
export type WindowEntry = DirectoryActions['putWindow']['window'];
export type Role = v.InferOutput<typeof role>;
export type UnitLevel = v.InferOutput<typeof unitLevel>;
