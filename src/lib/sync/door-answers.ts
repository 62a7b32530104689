import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger());
const counts = v.record(v.string(), count);

export const countyCard = v.looseObject({
	county: v.looseObject({ id: v.string(), name: v.string() }),
	/** Fingerprint of the county: its root key. */
	root: v.string(),
	epoch: count,
	/** The county's clock, ms. */
	time: count,
	demo: v.boolean()
});
export type CountyCard = v.InferOutput<typeof countyCard>;

export const directoryAnswer = v.looseObject({
	lines: v.array(v.string()),
	sheet: v.looseObject({ key: v.string(), signature: v.string(), lines: v.array(v.string()) })
});
export type DirectoryAnswer = v.InferOutput<typeof directoryAnswer>;

export const enrolRefusal = v.picklist(['unknown-invite', 'invite-used-up', 'invite-expired', 'malformed']);
export type EnrolRefusal = v.InferOutput<typeof enrolRefusal>;

/** `vault`: the key that was sealed to the county, opened. */
export const signInAnswer = v.looseObject({ clerk: v.string(), vault: v.optional(v.string()) });
export const signInRefusal = v.picklist(['wrong-password', 'unknown-device', 'too-many-tries']);
export type SignInRefusal = v.InferOutput<typeof signInRefusal>;

export const stations = v.looseObject({
	stations: v.array(
		v.looseObject({
			device: v.string(),
			name: v.string(),
			unit: v.string(),
			/** County time, ms; null for never. */
			lastSeen: v.nullable(count),
			/** Rows of its feed that it has not got. */
			behind: count,
			release: count,
			/** What the device itself told last, and when, county time, ms; null for never (P53). */
			report: v.nullable(
				v.looseObject({
					time: count,
					app: v.string(),
					changes: count,
					cases: count,
					/** By the device's clock, ms. */
					oldest: v.nullable(count),
					photographs: count,
					refused: count,
					numbers: count
				})
			),
			revoked: v.boolean()
		})
	),
	figures: v.looseObject({ byStage: counts, byUnit: counts })
});
export type Stations = v.InferOutput<typeof stations>;
export type StationContact = Stations['stations'][number];

export const blocks = v.looseObject({
	blocks: v.array(
		v.looseObject({
			unit: v.string(),
			block: count,
			/** Cases of the county that bear a number of the block, and the highest serial among them. */
			cases: count,
			highest: count
		})
	)
});
export type BlockSeen = v.InferOutput<typeof blocks>['blocks'][number];

export const passwordRefusal = v.picklist(['weak-password', 'unknown-clerk']);
export type PasswordRefusal = v.InferOutput<typeof passwordRefusal>;

export const demoAnswer = v.looseObject({
	accounts: v.array(
		v.looseObject({
			account: v.string(),
			password: v.string(),
			name: v.string(),
			unit: v.string(),
			unitName: v.string(),
			role: v.string(),
			/** Enrols a device of the unit. */
			code: v.string()
		})
	)
});
export type DemoAccount = v.InferOutput<typeof demoAnswer>['accounts'][number];
