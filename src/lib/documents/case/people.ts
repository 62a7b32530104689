import { readPersonIdentity, type PersonIdentity } from '../../domain/person-identity.ts';
import type { CaseState, FieldWrite } from './state.ts';

/** As what someone stands in a case, the nearest first. */
export type Standing = 'applicant' | 'proxy' | 'family';

/** What a form says in one field, who wrote it and when: county time where it is known, else the device's, ms. */
export type Said = { value: string; unit: string | null; at: number };

/** One person whom a case names with an identity number. */
export type PersonInCase = {
	as: Standing;
	identity: PersonIdentity;
	/** Whose they are to the applicant, in the form's words (女儿); null for the applicant, or where it is not said. */
	relation: string | null;
	/** By the field's last word: `applicant.phone` is `phone`. Empty fields are left out. */
	said: Record<string, Said>;
};

/** `family.2` before `family.10`. Comparing strings by a locale's name looks the locale up each time. */
const inNumberOrder = new Intl.Collator('en', { numeric: true });

/** Fields about the person that say who they are, or what they are to the applicant, and are told apart. */
const TOLD_APART = new Set(['idType', 'idNumber', 'relation']);

/**
 * The people of a case: the applicant, the proxy where one came, and family (`family.<n>.name`, `relation`,
 * `idType`, `idNumber`, `phone`). Without name and number there is no person; who stands there twice is told once.
 */
export function peopleIn(state: CaseState): PersonInCase[] {
	const people: PersonInCase[] = [];
	for (const [prefix, fields] of byPrefix(state)) {
		const as = standingOf(prefix);
		if (as === 'proxy' && state.by !== 'proxy') continue;
		const text = (key: string) => fields.get(key)?.value ?? '';
		const identity = readPersonIdentity(text('idType'), text('idNumber'));
		if (identity === null || text('name') === '') continue;
		const said = Object.fromEntries([...fields].filter(([key]) => !TOLD_APART.has(key)));
		const relation = as === 'applicant' ? null : text('relation') || null;
		const twice = people.find((one) => isSame(one.identity, identity));
		if (twice) twice.said = { ...said, ...twice.said };
		else people.push({ as, identity, relation, said });
	}
	return people;
}

function isSame(a: PersonIdentity, b: PersonIdentity): boolean {
	return a.idType === b.idType && a.idNumber === b.idNumber;
}

function standingOf(prefix: string): Standing {
	if (prefix === 'applicant' || prefix === 'proxy') return prefix;
	return 'family';
}

/** What is filled in about each: applicant first, then proxy, then family as numbered. */
function byPrefix(state: CaseState): [prefix: string, Map<string, Said>][] {
	const written = new Map(state.timeline.map((entry) => [entry.change, entry]));
	const said = ({ change, value, at }: FieldWrite): Said => {
		const entry = written.get(change);
		return { value: String(value).trim(), unit: entry?.unit ?? null, at: entry?.county?.time ?? at };
	};
	const groups = new Map<string, Map<string, Said>>([
		['applicant', new Map()],
		['proxy', new Map()]
	]);
	for (const key of Object.keys(state.fields).sort(inNumberOrder.compare)) {
		const [, prefix, field] = /^(applicant|proxy|family\.\d{1,3})\.(\w+)$/.exec(key) ?? [];
		// Of writes in conflict the one that is shown (`shownFields`).
		const last = state.fields[key]?.at(-1);
		if (prefix === undefined || field === undefined || typeof last?.value !== 'string') continue;
		const fields = groups.get(prefix) ?? new Map<string, Said>();
		groups.set(prefix, fields);
		if (last.value.trim() !== '') fields.set(field, said(last));
	}
	return [...groups];
}
