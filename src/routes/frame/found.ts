import type { BundleRow, CaseRow, Person } from '$lib/device/station.ts';
import { search, type CatalogueIndex, type Hit } from '$lib/domain/catalogue-search.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { bundleAddress } from '../bundles/bundle-address.ts';
import { caseAddress } from '../case-address.ts';
import { findCases, findTogether } from './find-cases.ts';
import { findPeople } from './find-people.ts';

/** One line of what was found. `intake`: where a case is begun with it; null where none is. */
export type Found = { href: string; intake: string | null } & (
	| { kind: 'case'; row: CaseRow }
	/** 一件事 that was taken in. */
	| { kind: 'together'; row: BundleRow }
	| { kind: 'person'; person: Person }
	| { kind: 'bundle' | 'item'; hit: Hit }
);

/** What is looked through: `index` and `bundles` are undefined until the disk has answered, `cases`, `together` and `people` empty while nobody is signed in. */
export type Places = {
	cases: readonly CaseRow[];
	/** 一件事 that were taken in. */
	together: readonly BundleRow[];
	people: readonly Person[];
	index: CatalogueIndex | undefined;
	/** 一件事, each as one item. */
	bundles: CatalogueIndex | undefined;
	characters: Characters | null;
};

/** How many of each group are shown; with items, how many there are in all. */
const MOST = { case: 5, together: 3, person: 4, bundle: 3, item: 6 };

/** Cases, people, bundles and items in which the query is found, each group's best first. */
export function findEverything(query: string, places: Places): { found: Found[]; items: number } {
	const { cases, together, people, index, bundles, characters } = places;
	const items = index ? search(index, query, MOST.item) : { count: 0, hits: [] };
	const offered = bundles ? search(bundles, query, MOST.bundle).hits : [];
	return {
		found: [
			...findCases(cases, query, MOST.case, characters).map((row): Found => ({
				kind: 'case',
				row,
				href: caseAddress(row.doc),
				intake: null
			})),
			...findTogether(together, query, MOST.together).map((row): Found => ({
				kind: 'together',
				row,
				href: bundleAddress(row.doc),
				intake: null
			})),
			...findPeople(people, query, MOST.person, characters).map((person): Found => ({
				kind: 'person',
				person,
				href: `/people/${person.key}`,
				intake: `/intake?person=${person.key}`
			})),
			...offered.map((hit) => matter('bundle', hit)),
			...items.hits.map((hit) => matter('item', hit))
		],
		items: items.count
	};
}

function matter(kind: 'bundle' | 'item', hit: Hit): Found {
	const code = encodeURIComponent(hit.item.implementation.code);
	return { kind, hit, href: `/${kind}s/${code}`, intake: `/intake?${kind}=${code}` };
}
