/**
 * Looks over a Yjs V1 update before any Yjs code sees it: Yjs allocates by claimed counts (7 bytes cost it
 * 232 MB). Passes only what `Y.Map.set` of a scalar by one fresh client writes; allocates nothing by claimed
 * counts, and reads each byte once.
 */
export type ScanFault =
	| 'cut-short'
	| 'trailing-bytes'
	| 'number-not-canonical'
	| 'not-one-client'
	| 'client-not-fresh'
	| 'too-many'
	| 'wrong-struct'
	| 'wrong-key'
	| 'wrong-value';

export type Scan = { ok: true; client: number; structs: number } | { ok: false; fault: ScanFault };

export const MAX_STRUCTS = 2000;
const MAX_CLIENT = 0xffffffff;
const MAX_TEXT_BYTES = 64 * 1024;
const KEY = /^[a-zA-Z][a-zA-Z0-9_.-]{0,79}$/;

// Yjs's info byte: kind of content in the low five bits, then what is written before it.
const CONTENT_ANY = 8;
const HAS_KEY = 0x20;
const HAS_LEFT = 0x80;
const NEW_KEY = CONTENT_ANY | HAS_KEY;
const KEY_SET_AGAIN = CONTENT_ANY | HAS_KEY | HAS_LEFT;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Unsafe extends Error {
	readonly fault: ScanFault;
	constructor(fault: ScanFault) {
		super(fault);
		this.fault = fault;
	}
}

/** Whether the update may be given to Yjs, with its client and number of structs. Never throws. */
export function scanUpdate(update: Uint8Array): Scan {
	const bytes = new Bytes(update);
	try {
		if (bytes.number(MAX_STRUCTS) !== 1) return { ok: false, fault: 'not-one-client' };
		const structs = bytes.number(MAX_STRUCTS);
		const client = bytes.number(MAX_CLIENT);
		if (structs === 0) return { ok: false, fault: 'not-one-client' };
		if (bytes.number(Number.MAX_SAFE_INTEGER) !== 0) return { ok: false, fault: 'client-not-fresh' };
		for (let i = 0; i < structs; i++) passStruct(bytes, client);
		passDeletions(bytes, client);
		return bytes.atEnd() ? { ok: true, client, structs } : { ok: false, fault: 'trailing-bytes' };
	} catch (error) {
		if (error instanceof Unsafe) return { ok: false, fault: error.fault };
		throw error;
	}
}

function passStruct(bytes: Bytes, client: number): void {
	const info = bytes.byte();
	if (info === NEW_KEY) {
		const parentIsNamed = bytes.byte();
		if (parentIsNamed !== 1) throw new Unsafe('wrong-struct');
		bytes.key();
		bytes.key();
	} else if (info === KEY_SET_AGAIN) {
		// Each key is set once, so what a struct builds on is another client's; Yjs throws at one still to come.
		if (bytes.number(MAX_CLIENT) === client) throw new Unsafe('wrong-struct');
		bytes.number(Number.MAX_SAFE_INTEGER);
	} else {
		throw new Unsafe('wrong-struct');
	}
	if (bytes.number(Number.MAX_SAFE_INTEGER) !== 1) throw new Unsafe('wrong-struct');
	passValue(bytes);
}

/** lib0's "any": the scalars that a form field can hold, and nothing that nests. */
function passValue(bytes: Bytes): void {
	switch (bytes.byte()) {
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			bytes.signedNumber();
			return;
		case 124:
			return bytes.float(4);
		case 123:
			return bytes.float(8);
		case 119:
			bytes.text(MAX_TEXT_BYTES);
			return;
		default:
			throw new Unsafe('wrong-value');
	}
}

function passDeletions(bytes: Bytes, client: number): void {
	let ranges = 0;
	for (let clients = bytes.number(MAX_STRUCTS); clients > 0; clients--) {
		if (bytes.number(MAX_CLIENT) === client) throw new Unsafe('wrong-struct');
		const here = bytes.number(MAX_STRUCTS);
		ranges += here;
		if (here === 0 || ranges > MAX_STRUCTS) throw new Unsafe('too-many');
		for (let i = 0; i < here; i++) {
			bytes.number(Number.MAX_SAFE_INTEGER);
			if (bytes.number(MAX_STRUCTS) === 0) throw new Unsafe('too-many');
		}
	}
}

class Bytes {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	atEnd(): boolean {
		return this.#at === this.#bytes.length;
	}

	byte(): number {
		const byte = this.#bytes[this.#at++];
		if (byte === undefined) throw new Unsafe('cut-short');
		return byte;
	}

	/** Seven bits a byte, lowest first, the eighth says "more"; refused when longer than need be. */
	number(most: number): number {
		return this.#rest(0, 1, most);
	}

	/** The same, but the first byte has its sign in bit 7 and six bits of the number. */
	signedNumber(): void {
		const first = this.byte();
		if (first & 0x80) this.#rest(first & 0x3f, 64, Number.MAX_SAFE_INTEGER);
	}

	#rest(begun: number, weight: number, most: number): number {
		let value = begun;
		for (let scale = weight; ; scale *= 128) {
			const byte = this.byte();
			value += (byte & 0x7f) * scale;
			if (value > most) throw new Unsafe('too-many');
			if (byte < 0x80) {
				if (byte === 0 && scale > 1) throw new Unsafe('number-not-canonical');
				return value;
			}
			// Zeros with "more" would go on for ever without growing the value.
			if (scale > most) throw new Unsafe('number-not-canonical');
		}
	}

	float(length: 4 | 8): void {
		if (this.#at + length > this.#bytes.length) throw new Unsafe('cut-short');
		const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, length);
		const value = length === 4 ? view.getFloat32(0) : view.getFloat64(0);
		if (!Number.isFinite(value)) throw new Unsafe('wrong-value');
		this.#at += length;
	}

	text(mostBytes: number): string {
		const length = this.number(mostBytes);
		const end = this.#at + length;
		if (end > this.#bytes.length) throw new Unsafe('cut-short');
		const part = this.#bytes.subarray(this.#at, end);
		this.#at = end;
		try {
			return utf8.decode(part);
		} catch {
			throw new Unsafe('wrong-value');
		}
	}

	key(): void {
		if (!KEY.test(this.text(80))) throw new Unsafe('wrong-key');
	}
}
