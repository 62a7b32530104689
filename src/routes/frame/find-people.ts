import type { Person } from '$lib/device/station.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { findNamed } from './find-named.ts';

/** People by name, by the whole of an identity number or by its last four signs. Newest first, as they come. */
export function findPeople(
	people: readonly Person[],
	typed: string,
	most: number,
	characters: Characters | null
): Person[] {
	return findNamed(people, typed, most, characters, {
		name: (person) => person.name,
		numbered: ({ identity: { idNumber } }, word) =>
			word === idNumber || (word.length === 4 && idNumber.endsWith(word))
	});
}
