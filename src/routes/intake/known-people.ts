import type { Person } from '$lib/device/station.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { halfWidth } from '../../lib/domain/typed-text.ts';
import { findNamed } from '../frame/find-named.ts';
import type { IntakeContent } from './draft.ts';

/** For whom: the applicant, the proxy, or a place of the family. */
export type Whose = 'applicant' | 'proxy' | `family.${number}`;

const SHOWN = 5;
const FEWEST_DIGITS = 4;
/** What is taken over besides name and document, where the screen has a field for it. */
const CARRIED: Record<'applicant' | 'proxy' | 'family', readonly string[]> = {
	applicant: ['phone', 'address'],
	proxy: ['phone'],
	family: ['phone']
};

/**
 * People whom this device knows by what was typed: the name by 汉字, 拼音 or 首字母, or from four digits on the
 * beginning or the end of the number. None once the fields are those of someone known. Without `characters` only 汉字.
 */
export function peopleLike(
	people: readonly Person[],
	fields: Readonly<Record<string, string>>,
	whose: Whose,
	characters: Characters | null
): Person[] {
	const name = halfWidth(fields[`${whose}.name`] ?? '').replace(/\s/g, '');
	const number = halfWidth(fields[`${whose}.idNumber`] ?? '')
		.replace(/\s/g, '')
		.toUpperCase();
	if (people.some(({ identity }) => identity.idNumber === number && number !== '' && name !== '')) return [];
	const isDigits = /^[\dX]+$/i.test(name);
	const digits = isDigits ? name.toUpperCase() : number;
	const named = isDigits
		? []
		: findNamed(people, name, people.length, characters, { name: (one) => one.name, numbered: () => false });
	const found = people.filter((person) => {
		const { idNumber } = person.identity;
		if (digits.length >= FEWEST_DIGITS && (idNumber.endsWith(digits) || idNumber.startsWith(digits)))
			return true;
		return named.includes(person);
	});
	return found.slice(0, SHOWN);
}

/**
 * The fields with those of someone known in them. What was taken over from another person, and nobody typed over, goes:
 * their telephone is not this one's.
 */
export function fillIn(
	{ fields, sources }: Pick<IntakeContent, 'fields' | 'sources'>,
	filled: Pick<IntakeContent, 'fields' | 'sources'>,
	whose: Whose
): Pick<IntakeContent, 'fields' | 'sources'> {
	const isOthers = (key: string): boolean => key.startsWith(`${whose}.`) && key in sources;
	const kept = <Value>(values: Record<string, Value>): Record<string, Value> =>
		Object.fromEntries(Object.entries(values).filter(([key]) => !isOthers(key)));
	return {
		fields: { ...kept(fields), ...filled.fields },
		sources: { ...kept(sources), ...filled.sources }
	};
}

/** The fields of someone this device knows, and where each comes from. `itemOf`: the item of a case. */
export function fieldsOfPerson(
	{ name, identity, known }: Pick<Person, 'name' | 'identity' | 'known'>,
	whose: Whose,
	itemOf: (doc: string) => string | null
): Pick<IntakeContent, 'fields' | 'sources'> {
	const fields: Record<string, string> = {};
	const sources: IntakeContent['sources'] = {};
	const kind = whose === 'applicant' || whose === 'proxy' ? whose : 'family';
	const nameSource = known['name']?.source;
	const put = (key: string, value: string, source: { doc: string; at: number } | undefined): void => {
		fields[`${whose}.${key}`] = value;
		if (source) sources[`${whose}.${key}`] = { at: source.at, item: itemOf(source.doc) };
	};
	put('name', name, nameSource);
	if (kind !== 'proxy') put('idType', identity.idType, nameSource);
	put('idNumber', identity.idNumber, nameSource);
	for (const key of CARRIED[kind]) {
		const value = known[key];
		if (value) put(key, value.value, value.source);
	}
	return { fields, sources };
}
