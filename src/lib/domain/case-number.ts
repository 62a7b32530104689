import type { DateString } from './calendar.ts';
import { halfWidth } from './typed-text.ts';
import { isDate } from './working-days.ts';

/**
 * 办件编号, made without a network: `532822104207-261122-001-0031-K7Q` is unit, day, block of the device's
 * enrolment, serial, two random signs and a check sign. Block and serial keep two devices apart; the random
 * signs keep a number from being guessed. The widths of day, block and last group are fixed, so a hyphen
 * out of place is seen.
 */
export type CaseNumber = {
	unit: string;
	date: DateString;
	/** 1 to 999, by the county at enrolment. */
	block: number;
	/** Of the block; from 1, never set back. At least four digits. */
	serial: number;
	random: string;
};

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** For the random signs: without those taken for another (I, L, O) and U. */
const CLEAR = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Throws when block or serial is out of range. `random2`: two random bytes. */
export function makeCaseNumber(parts: {
	unit: string;
	date: DateString;
	block: number;
	serial: number;
	random2: Uint8Array;
}): string {
	const { unit, date, block, serial, random2 } = parts;
	if (!(block >= 1 && block <= 999 && serial >= 1)) throw new RangeError('block or serial out of range');
	const head = [
		unit,
		date.slice(2).replaceAll('-', ''),
		String(block).padStart(3, '0'),
		String(serial).padStart(4, '0')
	].join('-');
	const first = CLEAR[(random2[0] ?? 0) % 32] ?? '';
	// Each second sign has another check sign; the next is taken where the check sign would be unclear.
	for (let i = random2[1] ?? 0; ; i++) {
		const body = `${head}-${first}${CLEAR[i % 32] ?? ''}`;
		const check = checkSign(body);
		if (CLEAR.includes(check)) return body + check;
	}
}

/**
 * Reads a number as someone typed or spoke it: small letters, full-width signs, spaces for hyphens, and the
 * letters O, I, L where only digits or clear signs can stand. Null when it is not one of ours or has a slip:
 * every single wrong sign and every swap of neighbours is caught.
 */
export function readCaseNumber(typed: string): CaseNumber | null {
	const groups = halfWidth(typed)
		.toUpperCase()
		.trim()
		.split(/\s*[-‐‑–—−]\s*|\s+/);
	const unit = groups[0] ?? '';
	const [date, block, serial, last] = groups.slice(1).map(clear);
	if (groups.length !== 5 || !date || !block || !serial || !last) return null;
	const text = [unit, date, block, serial, last].join('-');
	const form = /^[0-9A-Z]{4,12}-\d{6}-(?!000)\d{3}-(?!0000-)(?:\d{4}|[1-9]\d{4,})-[0-9A-Z]{3}$/;
	if (!form.test(text) || checkSign(text.slice(0, -1)) !== text.at(-1)) return null;
	const day = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
	if (!isDate(day)) return null;
	return {
		unit,
		date: day,
		block: Number(block),
		serial: Number(serial),
		random: last.slice(0, 2)
	};
}

/** Whether two numbers as they were read are one and the same case’s; what could not be read is nobody’s. */
export function isSameCaseNumber(one: CaseNumber | null, other: CaseNumber | null): boolean {
	return (
		one !== null &&
		other !== null &&
		one.unit === other.unit &&
		one.date === other.date &&
		one.block === other.block &&
		one.serial === other.serial &&
		one.random === other.random
	);
}

/** For lists within one unit: month, day and serial, `1122-0031`. What is no case number comes back as it is. */
export function shortCaseNumber(number: string): string {
	const [, date, , serial] = number.split('-');
	return date && serial ? `${date.slice(2)}-${serial}` : number;
}

function clear(group: string): string {
	return group.replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** ISO 7064 MOD 37-2, hyphens left out. MOD 37,36 would let some swaps of neighbours pass. */
function checkSign(body: string): string {
	let sum = 0;
	for (const sign of body.replaceAll('-', '')) sum = ((sum + SIGNS.indexOf(sign)) * 2) % 37;
	return `${SIGNS}*`[(38 - sum) % 37] ?? '';
}
