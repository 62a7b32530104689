import { expect, test } from 'vitest';
import { roadsOfOriginals } from '../../../src/lib/ui/case/road-of-original.ts';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import {
	DEPARTMENT,
	type History,
	people,
	sample,
	takenIn,
	TOWNSHIP,
	VILLAGE
} from '../../documents/history.ts';

const { agent, window, chief, department } = people;

function roads(history: History): string[] {
	return roadsOfOriginals(history.state, startDirectory()).map(
		({ papers, stops }) =>
			`${papers.map(({ paper }) => paper).join()}: ${stops.map(({ id, label, at }) => `${id === 'back' ? 'back' : label} ${at}`).join(', ')}`
	);
}

function withOriginal(): History {
	const history = takenIn();
	for (const paper of ['m2', 'm3']) {
		history.add(agent, { ...sample('attach', history.state), paper, way: 'original', copies: 1 });
	}
	return history;
}

test('a paper that was only seen never left the person', () => {
	expect(roads(takenIn())).toEqual([]);
});

test('originals taken in at one desk go one road: to whom they are offered, and back to the person', () => {
	const history = withOriginal();
	expect(roads(history)).toEqual([`m2,m3: ${VILLAGE} now, back ahead`]);
	history.add(agent, sample('submit', history.state));
	expect(roads(history)).toEqual([`m2,m3: ${VILLAGE} now, ${TOWNSHIP} ahead, back ahead`]);
	history.add(window, sample('receive', history.state));
	expect(roads(history)).toEqual([`m2,m3: ${VILLAGE} passed, ${TOWNSHIP} now, back ahead`]);
});

test('they are back with the person when the result was delivered', () => {
	const history = withOriginal();
	history.add(agent, sample('submit', history.state));
	history.add(window, sample('receive', history.state));
	history.add(window, sample('accept', history.state));
	history.add(chief, sample('handOver', history.state));
	history.add(department, sample('receive', history.state, DEPARTMENT));
	history.add(department, sample('decide', history.state));
	history.add(department, sample('deliver', history.state));
	expect(roads(history)).toEqual([
		`m2,m3: ${VILLAGE} passed, ${TOWNSHIP} passed, ${DEPARTMENT} passed, back passed`
	]);
});
