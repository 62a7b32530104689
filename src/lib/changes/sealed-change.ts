import { fromBase64Url, toBase64Url } from '../platform/base64url.ts';
import { unseal } from '../platform/sealed-bytes.ts';
import { MAX_LINE_LENGTH, type ChangeId } from './change.ts';

/**
 * P90: a change as it lies on its device's disk, sealed under the vault's key, for whoever has that key: the county, to
 * which the device keeps it sealed. `device/sealed-tables.ts` writes the row; a push and a parcel carry it as it is.
 */
export type SealedChange = { id: ChangeId; sealed: Uint8Array };

/** Three bytes a sign and some signs escaped, in base64: no change that may be sent lies in more. */
const MOST_LENGTH = 4 * MAX_LINE_LENGTH + 1000;

/** The row is JSON of nothing else, so nothing nested is ever parsed. */
const ROW_BEGINS = '{"line":"';

const LINE = /^([A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]+)$/;

/** The line that stands in the place of a change's own, which has tabs and no space before them. */
export function sealedLine({ id, sealed }: SealedChange): string {
	return `${id} ${toBase64Url(sealed)}`;
}

/** Null for any other line: a change as it was signed, or what is neither. */
export function readSealedLine(line: string): SealedChange | null {
	const [, id, text] = (line.length <= MOST_LENGTH && LINE.exec(line)) || [];
	const sealed = text === undefined ? null : fromBase64Url(text);
	return id !== undefined && sealed ? { id, sealed } : null;
}

/** The change's own line. Null where it is another key, another change's, or altered, or no row of ours. */
export function openSealedChange({ id, sealed }: SealedChange, vault: Uint8Array): string | null {
	const bytes = unseal(vault, `changes/${JSON.stringify(id)}`, sealed);
	if (!bytes) return null;
	const text = new TextDecoder().decode(bytes);
	const row = text.startsWith(ROW_BEGINS) ? parse(text) : null;
	return isObject(row) && 'line' in row && typeof row.line === 'string' ? row.line : null;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
