import { expect, test } from 'vitest';
import { peopleIn } from '../../../src/lib/documents/case/people.ts';
import { History, people, sample, VILLAGE } from '../history.ts';

const CARD = '532822197007070036';

function caseOf(values: Record<string, string>) {
	const history = new History();
	history.add(people.agent, sample('open', history.state, VILLAGE));
	history.edit(people.agent, values);
	return history;
}

test('applicant, proxy and family are told in this order, each with what the form says of them', () => {
	const { state } = caseOf({
		'family.10.name': '玉囡',
		'family.10.idNumber': '532822201506060026',
		'family.2.name': '岩叫',
		'family.2.relation': '长子',
		'family.2.idNumber': '532822199001010023',
		'proxy.name': '玉香',
		'proxy.idNumber': '532822199505050045',
		'applicant.name': '玉罕',
		'applicant.idNumber': CARD,
		'applicant.phone': '13800000000'
	});
	const told = peopleIn(state);
	expect(told.map(({ as, relation, said }) => [as, said['name']?.value, relation])).toEqual([
		['applicant', '玉罕', null],
		['proxy', '玉香', null],
		['family', '岩叫', '长子'],
		['family', '玉囡', null]
	]);
	expect(told[0]?.said['phone']).toMatchObject({ value: '13800000000', unit: VILLAGE });
});

test('a field written again later is told with the time and the unit of that later writing', () => {
	const history = caseOf({ 'applicant.name': '玉罕', 'applicant.idNumber': CARD, 'applicant.phone': '1' });
	const at = history.state.timeline.at(-1)?.county?.time ?? 0;
	history.edit(people.secondAgent, { 'applicant.phone': '2' });
	const said = peopleIn(history.state)[0]?.said;
	expect(said?.['name']?.at).toBe(at);
	expect(said?.['phone']).toMatchObject({ value: '2', at: history.state.timeline.at(-1)?.county?.time });
});

test('an applicant who is among the family as well is one person', () => {
	const self = { 'family.1.name': '玉罕', 'family.1.idType': '户口簿', 'family.1.idNumber': CARD };
	const { state } = caseOf({ 'applicant.name': '玉罕', 'applicant.idNumber': CARD, ...self });
	expect(peopleIn(state)).toMatchObject([{ as: 'applicant', identity: { idType: '身份证' } }]);
});
