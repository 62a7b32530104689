import { readIdNumber } from './identity-number.ts';
import { halfWidth } from './typed-text.ts';

/** By what a person is told from all others: the kind of document, and its number in its one form. */
export type PersonIdentity = { idType: string; idNumber: string };

const CARD = '身份证';
/** The household register gives each of its people the number that is on their card. */
const BEARS_CARD_NUMBER = new Set([CARD, '户口簿']);

/**
 * The identity that a form's two fields give; null where there is no number, or one with a slip (GB 11643), which
 * would make a person who does not exist. Documents of other kinds have numbers of forms that nobody here judges.
 */
export function readPersonIdentity(idType: string, typed: string): PersonIdentity | null {
	const kind = idType.trim() === '' ? CARD : idType.trim();
	const card = readIdNumber(typed);
	if (BEARS_CARD_NUMBER.has(kind) && card.ok) return { idType: CARD, idNumber: card.number };
	if (kind === CARD) return null;
	const idNumber = halfWidth(typed).replace(/\s/g, '').toUpperCase();
	return idNumber === '' ? null : { idType: kind, idNumber };
}
