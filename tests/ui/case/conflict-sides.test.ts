import { expect, test } from 'vitest';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import type { Device } from '../../../src/lib/documents/directory/state.ts';
import { sidesOf } from '../../../src/lib/ui/case/conflict-sides.ts';
import { people, takenIn, VILLAGE } from '../../documents/history.ts';

const device = (id: string, name: string, block: number): Device => ({
	...{ id, unit: VILLAGE, name, key: '', block, from: 1, until: null, since: 1, invitedBy: null }
});
const start = startDirectory();
const directoryWith = (...devices: Device[]) => ({
	...start,
	devices: Object.fromEntries(devices.map((one) => [one.id, one]))
});

/** Who did each side of a name written twice, unseen by each other. */
function sidesWith(second: typeof people.agent, directory: typeof start): string[] {
	const history = takenIn();
	const before = { seen: history.deeds.map(({ id }) => id) };
	const base = history.state;
	history.edit(people.agent, { 'applicant.name': '岩罕' }, before, base);
	history.edit(second, { 'applicant.name': '岩坎' }, before, base);
	const [conflict] = conflictsOf(history.state);
	if (!conflict) throw new Error('they agree');
	return sidesOf(conflict, history.state, directory).map(({ who }) => who);
}

const onPhone = { ...people.agent, device: 'phone' };
const tablet = device('device-yan-wen', '柜台平板', 1);

test('of one clerk on two devices each side names its device', () => {
	expect(sidesWith(onPhone, directoryWith(tablet, device('phone', '下村手机', 2)))).toEqual([
		'名册外的人，用柜台平板',
		'名册外的人，用下村手机'
	]);
});

test('two devices of one name are told apart by their number blocks', () => {
	expect(sidesWith(onPhone, directoryWith(tablet, device('phone', '柜台平板', 2)))).toEqual([
		'名册外的人，用柜台平板（编号段001）',
		'名册外的人，用柜台平板（编号段002）'
	]);
});

test('two clerks are told apart by their names alone', () => {
	const directory = directoryWith(tablet, device('device-yu-han', '窗口电脑', 2));
	const clerk = (id: string, name: string) => ({
		...{ id, name, account: id, phone: null, number: '', left: false }
	});
	const clerks = { 'yan-wen': clerk('yan-wen', '岩温'), 'yu-han': clerk('yu-han', '玉罕') };
	expect(sidesWith(people.secondAgent, { ...directory, clerks })).toEqual(['岩温', '玉罕']);
});
