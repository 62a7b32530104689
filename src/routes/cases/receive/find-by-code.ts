import { isSameCaseNumber, readCaseNumber } from '$lib/domain/case-number.ts';
import { readCaseCode } from '$lib/ui/papers/case-code.ts';

/** A case or a bundle that this device has. */
type Numbered = { doc: string; number: string | null };

/** `number` is as the paper says it; null where its code has none. */
export type FoundByCode = Numbered | { fault: 'no-code' | 'unknown-number' };

/**
 * The document that a scanned code or a typed number stands for. A code names its document even where its data has
 * not come yet; a number alone finds only what this device has.
 */
export function findByCode(typed: string, kept: readonly Numbered[]): FoundByCode {
	const code = readCaseCode(typed);
	if (code !== null) return code;
	const number = readCaseNumber(typed);
	if (number === null) return { fault: 'no-code' };
	const found = kept.find(
		(one) => one.number !== null && isSameCaseNumber(readCaseNumber(one.number), number)
	);
	return found === undefined ? { fault: 'unknown-number' } : { doc: found.doc, number: found.number };
}
