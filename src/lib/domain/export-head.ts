import * as v from 'valibot';

/** What the first line of an exported file says of it. */
export type ExportHead = { version: number; county: { id: string; name: string } };

/** A head is one short line: a longer first line is no file of ours. */
const MOST_BYTES = 4096;

const head = v.looseObject({
	yizhan: v.literal('export'),
	version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	county: v.looseObject({
		id: v.pipe(v.string(), v.maxLength(64)),
		name: v.pipe(v.string(), v.maxLength(100))
	})
});

/** Reads the head from the beginning of a file; null for a file that is not Yizhan's. What follows is not looked at. */
export function readExportHead(bytes: Uint8Array): ExportHead | null {
	const end = bytes.subarray(0, MOST_BYTES).indexOf(0x0a);
	if (end < 0) return null;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
		const read = v.safeParse(head, JSON.parse(text));
		return read.success ? { version: read.output.version, county: read.output.county } : null;
	} catch {
		return null;
	}
}
