import { expect, test } from 'vitest';
import type { CaseState, TimelineEntry } from '../../../src/lib/documents/case/state.ts';
import type { DirectoryState } from '../../../src/lib/documents/directory/state.ts';
import type { CatalogueItem } from '../../../src/lib/domain/catalogue.ts';
import { startCase } from '../../../src/lib/documents/case/fold.ts';
import { roadOfCase } from '../../../src/lib/ui/case/road-of-case.ts';

const unit = (id: string, level: string, parent: string | null) => ({ id, level, parent, short: id });
const directory = {
	units: {
		V: unit('V', 'village', 'T'),
		T: unit('T', 'township', 'C'),
		D: unit('D', 'department', 'C')
	}
} as unknown as DirectoryState;
const item = { implementation: { unit: 'D' } } as unknown as CatalogueItem;

const stamp = { change: 'r', clerk: 'c', at: 0, notBefore: 0, notAfter: null };

function deed(type: string, at: string, setAside: TimelineEntry['setAside'] = null): TimelineEntry {
	return {
		...{ change: `${type}-${at}`, type, clerk: 'someone', unit: at, device: 'd', at: 0, county: null },
		...{ seen: [], setAside, action: null }
	};
}

function road(state: Partial<CaseState>, ...timeline: TimelineEntry[]) {
	const stops = roadOfCase({ ...startCase('case/1'), origin: 'V', timeline, ...state }, item, directory);
	return stops.map(({ id, label, at }) => `${id === 'home' ? 'home' : label} ${at}`);
}

test('a case just handed up has the township, the department and the person still before it', () => {
	const offer = { to: 'T', from: 'V', change: 'x', at: 0 };
	expect(road({ stage: 'submitted', offer }, deed('open', 'V'), deed('submit', 'V'))).toEqual([
		'V now',
		'T ahead',
		'D ahead',
		'home ahead'
	]);
});

test('a result that came back through the township shows it twice on the road', () => {
	const received = { ...stamp, unit: 'T' };
	const decision = {
		...received,
		outcome: 'granted',
		form: '',
		opinion: '',
		reason: '',
		documentNumber: ''
	} as const;
	expect(
		road(
			{ stage: 'delivered', received, decision },
			...[deed('open', 'V'), deed('receive', 'T'), deed('accept', 'T'), deed('receive', 'D')],
			...[deed('decide', 'D'), deed('receive', 'T'), deed('deliver', 'T')]
		)
	).toEqual(['V passed', 'T passed', 'D passed', 'T passed', 'home passed']);
});

test('a deed that was set aside moved nothing', () => {
	const aside = { code: 'not-offered-to-you', settledBy: null } as const;
	expect(road({ stage: 'intake' }, deed('open', 'V'), deed('receive', 'D', aside))).toEqual([
		'V now',
		'T ahead',
		'D ahead',
		'home ahead'
	]);
});

test('where paper came before its data, the village still stands first and the township has the case', () => {
	expect(
		road(
			{ stage: 'received', holder: 'T', received: { ...stamp, unit: 'T' } },
			...[deed('receive', 'T'), deed('open', 'V'), deed('submit', 'V')]
		)
	).toEqual(['V passed', 'T now', 'D ahead', 'home ahead']);
});
