import { expect, test } from 'vitest';
import { deciderOf } from '../../../src/lib/documents/case/decider.ts';
import type { Unit, UnitLevel } from '../../../src/lib/documents/directory/state.ts';

const unitAt = (id: string, level: UnitLevel, name: string): Unit => ({
	...{ id, level, name, short: name, parent: null, phone: null, address: null },
	...{ hours: '', items: [], closed: false }
});
const units = {
	H: unitAt('H', 'county', '县政务服务中心'),
	D: unitAt('D', 'department', '县民政局'),
	T: unitAt('T', 'township', '勐遮镇'),
	V: unitAt('V', 'village', '曼国村')
};
const isHere = (unit: string, item: { unit: string | null; decideLevel: string }) =>
	deciderOf({ ...item, unitName: '民政局' }, unit, { units }).isHere;

test('an item whose unit the catalogue names is decided there and nowhere else', () => {
	const item = { unit: 'D', decideLevel: '县' };
	expect(Object.keys(units).filter((unit) => isHere(unit, item))).toEqual(['D']);
	expect(deciderOf({ ...item, unitName: '民政局' }, 'T', { units }).name).toBe('县民政局');
});

test('where no unit is named the level says it: a township does not decide what the county or the prefecture does', () => {
	const deciding = (decideLevel: string) =>
		Object.keys(units).filter((unit) => isHere(unit, { unit: null, decideLevel }));
	expect(deciding('县')).toEqual(['H', 'D']);
	expect(deciding('乡镇')).toEqual(['T']);
	expect(deciding('村')).toEqual(['V']);
	expect(deciding('市')).toEqual([]);
});
