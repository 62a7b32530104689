import type { CaseRow, Person } from '$lib/device/station.ts';
import { search, type CatalogueIndex, type Hit } from '$lib/domain/catalogue-search.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { caseAddress } from '../case-address.ts';
import { findCases } from './find-cases.ts';
import { findPeople } from './find-people.ts';

/** One line of what was found. `intake`: where a case is begun with it; null where none is. */
export type Found = { href: string; intake: string | null } & (
	{ kind: 'case'; row: CaseRow } | { kind: 'person'; person: Person } | { kind: 'item'; hit: Hit }
);

/** What is looked through: `index` is undefined until the disk has answered, `cases` and `people` empty while nobody is signed in. */
export type Places = {
	cases: readonly CaseRow[];
	people: readonly Person[];
	index: CatalogueIndex | undefined;
	characters: Characters | null;
};

/** How many of each group are shown; with items, how many there are in all. */
const MOST = { case: 5, person: 4, item: 6 };

/** Cases, people and items in which the query is found, each group's best first. */
export function findEverything(query: string, places: Places): { found: Found[]; items: number } {
	const { cases, people, index, characters } = places;
	const items = index ? search(index, query, MOST.item) : { count: 0, hits: [] };
	return {
		found: [
			...findCases(cases, query, MOST.case, characters).map((row): Found => ({
				kind: 'case',
				row,
				href: caseAddress(row.doc),
				intake: null
			})),
			...findPeople(people, query, MOST.person, characters).map((person): Found => ({
				kind: 'person',
				person,
				href: `/people/${person.key}`,
				intake: `/intake?person=${person.key}`
			})),
			...items.hits.map((hit): Found => {
				const code = encodeURIComponent(hit.item.implementation.code);
				return { kind: 'item', hit, href: `/items/${code}`, intake: `/intake?item=${code}` };
			})
		],
		items: items.count
	};
}
