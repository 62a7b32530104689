import { expect, test } from 'vitest';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import { noReception, receiversFor, usualReceiver } from '../../../src/lib/documents/directory/reception.ts';
import type { DirectoryState, Unit } from '../../../src/lib/documents/directory/state.ts';

const unit = (id: string, level: Unit['level'], facts: Partial<Unit> = {}): Unit => ({
	...{ id, level, name: id, short: id, parent: null, phone: null, address: null, hours: '' },
	...{ items: [], closed: false },
	...facts
});

function directoryOf(...units: Unit[]): DirectoryState {
	return { ...startDirectory(), units: Object.fromEntries(units.map((one) => [one.id, one])) };
}

const county = unit('county', 'county');
const office = unit('office', 'department');
const village = unit('village', 'village', { parent: 'township' });

test('a closed unit takes nothing in, one with a list of its own only what is on it, any other everything', () => {
	const directory = directoryOf(
		unit('shut', 'township', { closed: true }),
		unit('picky', 'township', { items: ['GA-001'] }),
		unit('any', 'township')
	);
	expect(noReception(directory, 'shut', [])).toEqual({ code: 'unit-closed' });
	expect(noReception(directory, 'picky', ['GA-001'])).toBeNull();
	expect(noReception(directory, 'picky', ['GA-001', 'YB-001'])).toEqual({
		code: 'item-not-taken',
		items: ['YB-001']
	});
	expect(noReception(directory, 'any', ['GA-001', 'YB-001'])).toBeNull();
	expect(noReception(directory, 'not-heard-of-yet', ['GA-001'])).toBeNull();
});

test('a village hands up to its township; where that is closed others are offered, who decides before the hall', () => {
	const towns = [unit('township', 'township', { closed: true }), unit('next-town', 'township')];
	const directory = directoryOf(county, ...towns, office, village);
	expect(usualReceiver(directory, 'village')).toBe('township');
	const offered = (...items: string[]) =>
		receiversFor(directory, 'village', items, ['office']).map(({ id }) => id);
	expect(offered('GA-001')).toEqual(['office', 'county', 'next-town']);
});

test('nobody is sent to a unit that takes one part of a matter and not the other', () => {
	const town = unit('township', 'township', { items: ['GA-001'] });
	const directory = directoryOf(unit('county', 'county', { items: ['GA-001', 'YB-001'] }), town, village);
	const offered = (...items: string[]) =>
		receiversFor(directory, 'village', items, [null]).map(({ id }) => id);
	expect(offered('GA-001')).toEqual(['township', 'county']);
	expect(offered('GA-001', 'YB-001')).toEqual(['county']);
	expect(offered('MZ-001')).toEqual([]);
});
