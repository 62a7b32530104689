import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../platform/base64url.ts';
import { verifySignature, type KeyId, type Signer } from '../platform/ed25519.ts';
import { hashText } from '../platform/hash-text.ts';
import type { Random } from '../platform/seams.ts';

/** SHA-256 of the envelope's text, in base64url (43 characters). */
export type ChangeId = string;

/** Where the author's device stood in the county's record when it wrote. */
export type Known = {
	/** The county's epoch; 0 before the first contact. */
	epoch: number;
	/** `pos` of the newest directory change that the device held; 0 for none. */
	directory: number;
	/** The county's time of the newest receipt that the device held, in ms; 0 for none. */
	time: number;
};

/** The signed part. Its bytes are what was signed, stored and sent, for ever. */
export type Envelope = {
	v: 1;
	/** `case/01JD…`, `directory/532822` */
	doc: string;
	/** One clerk on one device has one key, so the signature proves both. */
	author: KeyId;
	device: string;
	/** 1, 2, 3 … over all documents of the device. */
	seq: number;
	/** The device's change before this one; null for the first. */
	prev: ChangeId | null;
	/** The heads of this document that the author had seen, sorted. */
	seen: ChangeId[];
	known: Known;
	/** The device's clock in ms; may be years wrong. */
	at: number;
	/** The refused change that this one replaces. */
	redoes?: ChangeId | undefined;
	/** SHA-256 of the body's text (which begins with its salt), in base64url. */
	body: string;
};

/** The part that can be erased by law while the chain still verifies. */
export type Body = { salt: string; action: { type: string } & Record<string, unknown> };

export type Change = {
	id: ChangeId;
	envelope: Envelope;
	/** Null where the county has erased the body. */
	body: Body | null;
	/** `signature TAB envelope TAB body`: the bytes as they were signed, one line, no newline. */
	line: string;
};

export type ChangeFault = 'malformed' | 'wrong-body' | 'wrong-signature' | 'unknown-version' | 'too-large';

export type Read = { ok: true; change: Change } | { ok: false; fault: ChangeFault };

/** A photograph is not in a change; form, papers and a signature in strokes fit many times over. */
export const MAX_LINE_LENGTH = 256 * 1024;

/** Of what nests in a body. No action comes near it. */
const MAX_DEPTH = 16;

const SIGNED_PREFIX = 'yizhan-change-v1\n';
const utf8 = new TextEncoder();
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** Beyond it a moment has no date of four figures, and soon none at all. */
const END_OF_9999 = 253_402_300_799_999;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

// Loose: a later version may add fields, and the bytes are kept as they came.
const envelopeSchema = v.looseObject({
	v: v.literal(1),
	doc: v.pipe(v.string(), v.regex(/^[a-z]+\/[0-9A-Za-z-]{1,64}$/)),
	author: hash,
	device: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{8,64}$/)),
	seq: v.pipe(count, v.minValue(1)),
	prev: v.nullable(hash),
	seen: v.pipe(v.array(hash), v.maxLength(64)),
	known: v.looseObject({ epoch: count, directory: count, time: count }),
	at: v.pipe(count, v.maxValue(END_OF_9999)),
	redoes: v.optional(hash),
	body: hash
});

const bodySchema = v.looseObject({
	salt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
	action: v.looseObject({ type: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)) })
});

function signedBytes(envelopeText: string): Uint8Array<ArrayBuffer> {
	return utf8.encode(SIGNED_PREFIX + envelopeText);
}

export type Draft = Omit<Envelope, 'v' | 'author' | 'body'>;

/** Writes and signs a change. The caller gives place and time; salt and signature are made here. */
export async function writeChange(
	draft: Draft,
	action: Body['action'],
	signer: Signer,
	random: Random
): Promise<Change> {
	const body: Body = { salt: toBase64Url(random.bytes(16)), action };
	const bodyText = JSON.stringify(body);
	const envelope: Envelope = {
		v: 1,
		doc: draft.doc,
		author: signer.key,
		device: draft.device,
		seq: draft.seq,
		prev: draft.prev,
		seen: [...draft.seen].sort(),
		known: draft.known,
		at: draft.at,
		...(draft.redoes === undefined ? {} : { redoes: draft.redoes }),
		body: hashText(bodyText)
	};
	const envelopeText = JSON.stringify(envelope);
	const signature = toBase64Url(await signer.sign(signedBytes(envelopeText)));
	// Read back from the text, so that author and reader hold the very same values.
	return {
		id: hashText(envelopeText),
		envelope: JSON.parse(envelopeText) as Envelope,
		body: JSON.parse(bodyText) as Body,
		line: `${signature}\t${envelopeText}\t${bodyText}`
	};
}

/** Reads a line without checking the signature: for lines from our own store. */
export function readChange(line: string): Read {
	if (line.length > MAX_LINE_LENGTH) return { ok: false, fault: 'too-large' };
	// A lone surrogate has no bytes of its own in UTF-8: it would hash as U+FFFD does.
	if (!line.isWellFormed()) return { ok: false, fault: 'malformed' };
	// JSON may have them between its signs, but lines are sent one below the other.
	if (/[\r\n]/.test(line)) return { ok: false, fault: 'malformed' };
	const [signature, envelopeText, bodyText, ...rest] = line.split('\t');
	if (!signature || !envelopeText || bodyText === undefined || rest.length > 0) {
		return { ok: false, fault: 'malformed' };
	}
	const envelope = parse(envelopeText);
	if (isObject(envelope) && typeof envelope['v'] === 'number' && envelope['v'] > 1) {
		return { ok: false, fault: 'unknown-version' };
	}
	if (!v.is(envelopeSchema, envelope)) return { ok: false, fault: 'malformed' };
	let body: Body | null = null;
	if (bodyText !== '') {
		if (hashText(bodyText) !== envelope.body) return { ok: false, fault: 'wrong-body' };
		const parsed = parse(bodyText);
		if (!v.is(bodySchema, parsed) || !isWritable(parsed, MAX_DEPTH)) return { ok: false, fault: 'malformed' };
		body = parsed;
	}
	return { ok: true, change: { id: hashText(envelopeText), envelope, body, line } };
}

/** Reads a line from outside: form, body hash and signature. One flipped bit anywhere is a fault. */
export async function verifyChange(line: string): Promise<Read> {
	const read = readChange(line);
	if (!read.ok || (await isSigned(read.change))) return read;
	return { ok: false, fault: 'wrong-signature' };
}

/** Whether the author signed a change that was read from a line from outside. */
export async function isSigned({ line, envelope }: Change): Promise<boolean> {
	const [signatureText = '', envelopeText = ''] = line.split('\t', 2);
	const signature = fromBase64Url(signatureText);
	return signature !== null && verifySignature(envelope.author, signedBytes(envelopeText), signature);
}

/**
 * Whether JSON that was read can be written again as it is: a state keeps what actions say. `JSON.parse` reads
 * any depth, at which `JSON.stringify` overflows the stack, and reads 1e999 as Infinity, which becomes null.
 */
function isWritable(value: unknown, depth: number): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (!isObject(value)) return true;
	return depth > 0 && Object.values(value).every((part) => isWritable(part, depth - 1));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
