import { halfWidth } from './typed-text.ts';
import { isDate } from './working-days.ts';

/** `lines`: text of several lines. `amount`: yuan as typed, fen as kept. `choices`: several, kept joined by commas. */
export type FieldKind = 'choice' | 'choices' | 'text' | 'lines' | 'date' | 'amount' | 'number';

/** One question of a form. Choices come before blanks: what can be chosen need not be typed. */
export type FormField = {
	/** `form.resultBy` */
	key: string;
	kind: FieldKind;
	/** As the county words it; null for the app's own questions, whose words are among its texts. */
	label: string | null;
	/** Of a choice: what is kept, and as the county words it. */
	options: readonly { value: string; label: string | null }[];
	/** What holds where nothing was said; '' for nothing. */
	usual: string;
	/** Asked only where another field has one of these values; null: always. */
	when: { key: string; is: readonly string[] } | null;
	required: boolean;
};

export type FormFault = 'missing' | 'not-a-date' | 'not-an-amount' | 'not-a-number' | 'too-long';

type Typed = Readonly<Record<string, string>>;
type Read = { ok: true; value: string | number } | { ok: false; code: FormFault };

const LONGEST_TEXT = 2000;
/** A thousand million yuan, in fen: nothing at a counter is more. */
const MOST_FEN = 1e11;

/** What a field says now: what was typed, else what is usual. A choice that is no more is as good as none. */
export function saidOf({ key, kind, usual, options }: FormField, typed: Typed): string {
	const said = typed[key];
	if (said === undefined) return usual;
	if (kind === 'choice') return options.some(({ value }) => value === said) ? said : usual;
	if (kind !== 'choices') return said;
	return chosenOf(said)
		.filter((one) => options.some(({ value }) => value === one))
		.join(',');
}

/** The values of a `choices` field. */
export function chosenOf(said: string): string[] {
	return said === '' ? [] : said.split(',');
}

/** The questions that are asked as things stand: each whose condition another one that is asked fulfils. */
export function askedFields(fields: readonly FormField[], typed: Typed): FormField[] {
	const asked: FormField[] = [];
	for (const field of fields) {
		const { when } = field;
		const on = when && asked.find(({ key }) => key === when.key);
		if (when === null || (on && when.is.includes(saidOf(on, typed)))) asked.push(field);
	}
	return asked;
}

/** Reads what was said in a field; '' is kept as ''. */
export function readField(field: FormField, typed: Typed): Read {
	const said = halfWidthIfNumber(field.kind, saidOf(field, typed).trim());
	if (said === '') return field.required ? { ok: false, code: 'missing' } : { ok: true, value: '' };
	switch (field.kind) {
		case 'date':
			return isDate(said) ? { ok: true, value: said } : { ok: false, code: 'not-a-date' };
		case 'amount': {
			const fen = /^\d{1,12}(\.\d{1,2})?$/.test(said) ? Math.round(Number(said) * 100) : NaN;
			return fen <= MOST_FEN ? { ok: true, value: fen } : { ok: false, code: 'not-an-amount' };
		}
		case 'number':
			return /^-?\d{1,9}(\.\d{1,6})?$/.test(said)
				? { ok: true, value: Number(said) }
				: { ok: false, code: 'not-a-number' };
		default:
			return said.length <= LONGEST_TEXT ? { ok: true, value: said } : { ok: false, code: 'too-long' };
	}
}

function halfWidthIfNumber(kind: FieldKind, said: string): string {
	return kind === 'amount' || kind === 'number' || kind === 'date'
		? halfWidth(said).replaceAll(',', '')
		: said;
}

/** What is wrong, by key of the field; empty when the form is sound. */
export function formFaults(fields: readonly FormField[], typed: Typed): Record<string, FormFault> {
	const faults: Record<string, FormFault> = {};
	for (const field of askedFields(fields, typed)) {
		const read = readField(field, typed);
		if (!read.ok) faults[field.key] = read.code;
	}
	return faults;
}

/** What is written into the case: every question that is asked and has an answer that can be read. */
export function formValues(fields: readonly FormField[], typed: Typed): Record<string, string | number> {
	const values: Record<string, string | number> = {};
	for (const field of askedFields(fields, typed)) {
		const read = readField(field, typed);
		if (read.ok && read.value !== '') values[field.key] = read.value;
	}
	return values;
}
