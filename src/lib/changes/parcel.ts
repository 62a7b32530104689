import * as v from 'valibot';

/**
 * What lies sealed in a parcel (P57): one line that says what follows, the changes, one a line, in the order of the
 * outbox, then the photographs' ciphertexts one behind the other.
 */
export type ParcelContents = {
	/** Whose outbox it is. */
	device: string;
	/** P90: where changes are as they lie sealed on a locked device, the key that opens them, sealed to the county. */
	vault?: string | undefined;
	changes: number;
	photographs: readonly { hash: string; size: number }[];
};

/** More would hold up everybody else's pushes while they are committed together. */
export const MOST_CHANGES = 5000;
export const MOST_PHOTOGRAPHS = 1000;
/** Of all photographs together, so that the whole file goes through the county's door. */
export const MOST_PHOTOGRAPH_BYTES = 100 * 1024 * 1024;
/** Longest contents and longest change, as the line has them (P1). */
const MOST_LINE_BYTES = 1024 * 1024;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const contentsLine = v.object({
	device: v.pipe(v.string(), v.maxLength(64)),
	vault: v.optional(v.pipe(v.string(), v.maxLength(4096))),
	changes: v.pipe(count, v.maxValue(MOST_CHANGES)),
	photographs: v.pipe(
		v.array(v.object({ hash, size: v.pipe(count, v.maxValue(MOST_PHOTOGRAPH_BYTES)) })),
		v.maxLength(MOST_PHOTOGRAPHS)
	)
});

const utf8 = new TextEncoder();

/** The bytes to be sealed. `ciphertext` is asked for one photograph after another, as the stream is read. */
export function writeParcel(
	{ device, vault, photographs }: Omit<ParcelContents, 'changes'>,
	lines: readonly string[],
	ciphertext: (hash: string) => Promise<Uint8Array<ArrayBuffer>>
): ReadableStream<Uint8Array<ArrayBuffer>> {
	const contents: ParcelContents = { device, vault, changes: lines.length, photographs };
	const text = [JSON.stringify(contents), ...lines].map((line) => `${line}\n`).join('');
	let next = 0;
	return new ReadableStream({
		start: (out) => out.enqueue(utf8.encode(text)),
		async pull(out) {
			const photograph = photographs[next++];
			if (photograph) out.enqueue(await ciphertext(photograph.hash));
			else out.close();
		}
	});
}

export type Parcel = {
	device: string;
	vault: string | undefined;
	lines: string[];
	photographs: { hash: string; ciphertext: Uint8Array }[];
};

/**
 * Reads a parcel to its end: only then it is known to be whole. Null where it has not the form; rejects where the stream
 * does.
 */
export async function readParcel(bytes: ReadableStream<Uint8Array>): Promise<Parcel | null> {
	const reader = stretchReader(bytes);
	const contents = readContents(await reader.line(MOST_LINE_BYTES));
	if (!contents) return null;
	const lines: string[] = [];
	while (lines.length < contents.changes) {
		const line = await reader.line(MOST_LINE_BYTES);
		if (line === null) return null;
		lines.push(line);
	}
	const photographs: Parcel['photographs'] = [];
	for (const { hash, size } of contents.photographs) {
		const ciphertext = await reader.take(size);
		if (!ciphertext) return null;
		photographs.push({ hash, ciphertext });
	}
	return (await reader.isAtEnd())
		? { device: contents.device, vault: contents.vault, lines, photographs }
		: null;
}

function readContents(line: string | null): ParcelContents | null {
	if (line === null) return null;
	try {
		const read = v.safeParse(contentsLine, JSON.parse(line));
		return read.success ? read.output : null;
	} catch {
		return null;
	}
}

/** Takes lines and stretches of bytes off a stream; null where it ends before. */
function stretchReader(stream: ReadableStream<Uint8Array>) {
	const source = stream.getReader();
	let held = new Uint8Array();

	async function more(): Promise<boolean> {
		const { done, value } = await source.read();
		if (done) return false;
		const joined = new Uint8Array(held.length + value.length);
		joined.set(held);
		joined.set(value, held.length);
		held = joined;
		return true;
	}

	async function take(length: number): Promise<Uint8Array | null> {
		// One copy for each stretch, not one for each piece that comes.
		const pieces = [held];
		let came = held.length;
		while (came < length) {
			const { done, value } = await source.read();
			if (done) return null;
			pieces.push(new Uint8Array(value));
			came += value.length;
		}
		const all = new Uint8Array(came);
		let at = 0;
		for (const piece of pieces) {
			all.set(piece, at);
			at += piece.length;
		}
		held = all.slice(length);
		return all.subarray(0, length);
	}

	return {
		take,
		async line(most: number): Promise<string | null> {
			let end = held.indexOf(0x0a);
			while (end < 0) {
				if (held.length > most || !(await more())) return null;
				end = held.indexOf(0x0a);
			}
			const bytes = await take(end + 1);
			return bytes && new TextDecoder().decode(bytes.subarray(0, end));
		},
		async isAtEnd(): Promise<boolean> {
			// Pieces may be empty.
			while (held.length === 0 && (await more()));
			return held.length === 0;
		}
	};
}
