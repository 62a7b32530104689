import * as v from 'valibot';

/**
 * The first line of a file that is carried by hand, in the clear. `parcel` (传送文件): what a device has and the county has
 * not; what follows is sealed to the county. `answer` (回执文件): what became of it. Tells whoever carries it what it is;
 * nothing is decided by it.
 */
export type CarriedHead = {
	kind: 'parcel' | 'answer';
	version: number;
	county: { id: string; name: string };
	/** Whose work it is. */
	device: string;
	unit: string;
	/** When the file was made, by the clock of whoever made it, ms. */
	at: number;
	/** How many changes, and how many photographs. */
	changes: number;
	photographs: number;
};

export const CARRIED_VERSION = 1;

/** A head is one short line: a longer first line is no file of ours. */
const MOST_BYTES = 4096;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.string(), v.maxLength(64));
const head = v.object({
	yizhan: v.picklist(['parcel', 'answer']),
	version: v.pipe(count, v.minValue(1)),
	county: v.object({ id, name: v.pipe(v.string(), v.maxLength(100)) }),
	device: id,
	unit: id,
	at: count,
	changes: count,
	photographs: count
});

/** With the newline that ends it. */
export function writeCarriedHead({ kind, ...said }: CarriedHead): string {
	return `${JSON.stringify({ yizhan: kind, ...said })}\n`;
}

/**
 * Reads the head from the beginning of a file; null for a file that is not Yizhan's. `length`: of the head, bytes. What
 * follows is not looked at.
 */
export function readCarriedHead(bytes: Uint8Array): { head: CarriedHead; length: number } | null {
	const end = bytes.subarray(0, MOST_BYTES).indexOf(0x0a);
	if (end < 0) return null;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
		const read = v.safeParse(head, JSON.parse(text));
		if (!read.success) return null;
		const { yizhan: kind, ...said } = read.output;
		return { head: { kind, ...said }, length: end + 1 };
	} catch {
		return null;
	}
}
