import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));
const hash = key;
const device = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{8,64}$/));

/** The key of a device's vault, sealed to the county together with the device's name (P59). */
export const sealedVault = v.pipe(v.string(), v.maxLength(4096));

export const PROTOCOL_VERSION = 1;

/** A signed sheet of receipts (`changes/receipt.ts`) as it crosses the wire. */
export const receiptSheet = v.looseObject({
	key,
	signature,
	lines: v.pipe(v.array(v.string()), v.maxLength(5000))
});

/** Why the gate refused a change for good. The text for a code is in `messages`, checked by types. */
export const refusalCode = v.picklist([
	'malformed',
	'too-large',
	'unknown-version',
	'wrong-body',
	'wrong-signature',
	'body-missing',
	'seq-taken',
	'chain-broken',
	'unknown-document',
	'unknown-key',
	'wrong-device',
	'malformed-action',
	'unsafe-update',
	'depends-on-refused',
	'not-signed-in',
	'impossible-known',
	'foreign-number'
]);
export type RefusalCode = v.InferOutput<typeof refusalCode>;

/**
 * Why the county took nothing of a parcel. `damaged`: a byte is not as it was sealed, the end is cut off, or it was sealed
 * to another key. `busy`: another parcel is being opened.
 */
export const parcelRefusal = v.picklist(['not-a-parcel', 'other-county', 'damaged', 'busy']);
export type ParcelRefusal = v.InferOutput<typeof parcelRefusal>;

/**
 * Why the county took nothing more of a photograph (P70 and on). `wrong-hash`: all of it came and is not what its name
 * says. `wrong-offset`, `unknown-upload`: the county has another part of it, or none. `being-sent`: another device is
 * at it. `too-many-uploads`: this device has begun too many. `too-many-tries`: too much in a minute.
 */
export const uploadRefusal = v.picklist([
	'malformed',
	'too-large',
	'wrong-hash',
	'wrong-offset',
	'unknown-upload',
	'being-sent',
	'too-many-uploads',
	'too-many-tries'
]);
export type UploadRefusal = v.InferOutput<typeof uploadRefusal>;

/** Why the county closed the line. */
export const lineFault = v.picklist([
	'bad-frame',
	'old-protocol',
	'new-protocol',
	'unknown-device',
	'wrong-proof',
	'too-fast',
	'too-many-waiting',
	'older-county',
	'internal'
]);
export type LineFault = v.InferOutput<typeof lineFault>;

/** county → device, first on every line: what the device signs to prove its key. */
export const challenge = v.looseObject({ type: v.literal('challenge'), nonce: v.string() });

/** device → county */
export const hello = v.looseObject({
	type: v.literal('hello'),
	protocol: v.number(),
	device,
	/** Signature over `helloBytes(nonce, device)` by the device's key. */
	proof: signature,
	/** Last seq and id of its chain; 0 and null for a device that wrote nothing yet. */
	seq: count,
	head: v.nullable(hash),
	epoch: count,
	/** Where its feed stands; 0 for none. */
	cursor: count,
	/** Asks for its own changes too: a device that lost its store. */
	own: v.boolean(),
	/** Number of the catalogue release that it shows; 0 for none. */
	release: count
});

/** county → device */
export const welcome = v.looseObject({
	type: v.literal('welcome'),
	/** The county's clock, ms. */
	time: count,
	epoch: count,
	/** P54: of what the device has receipts for of earlier epochs, the county surely has all up to this place. */
	base: count,
	/** Newest catalogue release; 0 for none. */
	release: count,
	/** What the county has of this device's chain. */
	seq: count,
	/** Opens the HTTP door while this line lives (`request.ts`). */
	ticket: v.string(),
	/** P56: a signed note with the key to which parcels are sealed; a county that takes none sends none. */
	sealKey: v.optional(v.pipe(v.string(), v.maxLength(1000))),
	limits: v.looseObject({ pushChanges: count, frameLength: count })
});

/** county → device: the chain differs from what the county has; this device was restored or copied. */
export const fork = v.looseObject({ type: v.literal('fork'), seq: count, head: v.nullable(hash) });

/** county → device */
export const revoked = v.looseObject({ type: v.literal('revoked') });

/**
 * device → county: `lines` are changes, in the order of the device's chain. From a locked device they are as they lie
 * sealed on its disk (P90), and `vault` is the key that opens them, sealed to the county.
 */
export const push = v.looseObject({
	type: v.literal('push'),
	vault: v.optional(sealedVault),
	lines: v.pipe(v.array(v.string()), v.maxLength(500))
});

/** county → device, after the commit is on disk. */
export const receipts = v.looseObject({ type: v.literal('receipts'), sheet: receiptSheet });

/** county → device: stored, but without what they build on they get no place yet. */
export const waiting = v.looseObject({
	type: v.literal('waiting'),
	changes: v.array(v.looseObject({ id: hash, missing: v.array(hash) }))
});

/** county → device: no honest device makes these; they lie in quarantine now. */
export const refusals = v.looseObject({
	type: v.literal('refusals'),
	changes: v.array(v.looseObject({ id: hash, code: refusalCode }))
});

/** county → device: sealed changes that it could not open (P90): they stay where they are, until the device is opened. */
export const unopened = v.looseObject({ type: v.literal('unopened'), changes: v.array(hash) });

/** county → device: what this device's unit may see, in bounded batches, then live. */
export const feed = v.looseObject({
	type: v.literal('feed'),
	/** Where the feed stands after this batch. */
	cursor: count,
	/** How many changes wait after this batch; 0: with it the device is up to date. */
	left: count,
	lines: v.array(v.string()),
	sheet: v.nullable(receiptSheet)
});

/** device → county: the batch up to `cursor` is on the device's disk; send on. */
export const got = v.looseObject({ type: v.literal('got'), cursor: count });

/** device → county (P53): what it holds now. Counts and times only, nothing of any case. */
export const report = v.looseObject({
	type: v.literal('report'),
	/** Version of its app, as the build names it. */
	app: v.pipe(v.string(), v.maxLength(64)),
	/** Number of the catalogue release that it shows; 0 for none. */
	release: count,
	/** Changes without receipt, and how many cases they are of. */
	changes: count,
	cases: count,
	/** Since when the oldest of them waits, by the device's clock, ms; null for none. */
	oldest: v.nullable(count),
	/** Photographs that the county has not. */
	photographs: count,
	/** Changes that the gate refused and nobody has put right. */
	refused: count,
	/** How many numbers of its present block it has taken, used or not. */
	numbers: count
});

/** county → device (P55): the newest signed checkpoint of its log. */
export const checkpoint = v.looseObject({
	type: v.literal('checkpoint'),
	note: v.pipe(v.string(), v.maxLength(2000))
});

/** county → device: a catalogue release is out, or the line itself has something to say. */
export const notice = v.looseObject({
	type: v.literal('notice'),
	about: v.literal('release'),
	release: count
});

/** Both ways, so that a dead line is noticed. */
export const ping = v.looseObject({ type: v.literal('ping') });
export const pong = v.looseObject({ type: v.literal('pong') });

/** county → device, then the line closes. */
export const fault = v.looseObject({ type: v.literal('fault'), code: lineFault });

export const toCounty = v.variant('type', [hello, push, got, report, ping, pong]);
export const toDevice = v.variant('type', [
	challenge,
	welcome,
	fork,
	revoked,
	receipts,
	waiting,
	refusals,
	unopened,
	feed,
	checkpoint,
	notice,
	ping,
	pong,
	fault
]);

export type ToCounty = v.InferOutput<typeof toCounty>;
export type ToDevice = v.InferOutput<typeof toDevice>;
export type Hello = v.InferOutput<typeof hello>;
export type Welcome = v.InferOutput<typeof welcome>;
export type Push = v.InferOutput<typeof push>;
export type Feed = v.InferOutput<typeof feed>;
export type Got = v.InferOutput<typeof got>;
export type Report = v.InferOutput<typeof report>;
/** What a device holds by its own word (P53). */
export type Holdings = Pick<
	Report,
	'app' | 'changes' | 'cases' | 'oldest' | 'photographs' | 'refused' | 'numbers'
>;
