import * as v from 'valibot';
import type { ReleaseRecord, SignedRelease } from '../../domain/catalogue.ts';

/**
 * This app's version as releases know it. Raised, here alone, when a release comes to hold what apps before
 * cannot read.
 */
export const CATALOGUE_APP = '0.1.0';

const utf8 = new TextEncoder();
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

// Loose: a later version may add fields, and the text is kept as it was signed.
const recordSchema = v.looseObject({
	v: v.literal(1),
	lineage: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,43}$/)),
	number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	previous: v.nullable(hash),
	items: v.record(v.string(), hash),
	basics: v.record(v.string(), hash),
	bundles: v.optional(v.record(v.string(), hash)),
	snapshot: hash,
	oldestApp: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
	at: v.pipe(v.number(), v.safeInteger())
});

const signedSchema = v.strictObject({
	text: v.string(),
	key: hash,
	signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/))
});

/** What an admin's key signs to publish a release. */
export function releaseBytes(text: string): Uint8Array<ArrayBuffer> {
	return utf8.encode(`yizhan-release-v1\n${text}`);
}

/** The record of a release, or null when it has not the form of one. Says nothing of the signature. */
export function readRelease(text: string): ReleaseRecord | null {
	try {
		const record = JSON.parse(text) as unknown;
		return v.is(recordSchema, record) ? { ...record, bundles: record.bundles ?? {} } : null;
	} catch {
		return null;
	}
}

export function isSignedRelease(value: unknown): value is SignedRelease {
	return v.is(signedSchema, value);
}

export type SuccessionFault = 'older-release' | 'other-release' | 'app-too-old';

/**
 * Whether a release may take the place of the one that is shown. Numbers never go down within a lineage; a new
 * lineage must be of a later date, or a county's past could be played back to it.
 */
export function successionFault(shown: SignedRelease | null, next: SignedRelease): SuccessionFault | null {
	const from = shown && readRelease(shown.text);
	const to = readRelease(next.text);
	if (!to) return 'other-release';
	if (isLater(to.oldestApp, CATALOGUE_APP)) return 'app-too-old';
	if (!from || !shown) return null;
	if (from.lineage !== to.lineage) return to.at > from.at ? null : 'older-release';
	if (to.number < from.number) return 'older-release';
	return to.number === from.number && next.text !== shown.text ? 'other-release' : null;
}

function isLater(version: string, than: string): boolean {
	return version.localeCompare(than, 'en', { numeric: true }) > 0;
}
