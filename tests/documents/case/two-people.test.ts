import { describe, expect, test } from 'vitest';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { shownFields } from '../../../src/lib/documents/case/form.ts';
import {
	accepted,
	correcting,
	type History,
	people,
	received,
	sample,
	submitted,
	takenIn
} from '../history.ts';

const { agent, secondAgent, window } = people;

function idsOf(history: History): string[] {
	return history.deeds.map(({ id }) => id);
}

describe('two people at one form', () => {
	test('who write different fields, unseen by each other, lose nothing', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		history.edit(agent, { 'applicant.phone': '13911111111' }, before, base);
		history.edit(secondAgent, { 'applicant.address': '曼国村' }, before, base);
		expect(shownFields(history.state)).toMatchObject({
			'applicant.phone': '13911111111',
			'applicant.address': '曼国村'
		});
		expect(conflictsOf(history.state)).toEqual([]);
	});

	test('who write one field, unseen by each other, are both shown until a person keeps one', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		const mine = history.edit(agent, { 'applicant.name': '岩罕' }, before, base);
		const theirs = history.edit(secondAgent, { 'applicant.name': '岩坎' }, before, base);
		expect(conflictsOf(history.state)).toMatchObject([
			{
				kind: 'field',
				key: 'applicant.name',
				writes: [
					{ change: mine, value: '岩罕', clerk: 'yan-wen' },
					{ change: theirs, value: '岩坎', clerk: 'yu-han' }
				]
			}
		]);
		expect(shownFields(history.state)['applicant.name']).toBe('岩坎');

		const about = { kind: 'field', key: 'applicant.name', keep: mine };
		history.add(agent, { type: 'settle', about, remark: '身份证为准' });
		expect(conflictsOf(history.state)).toEqual([]);
		expect(shownFields(history.state)['applicant.name']).toBe('岩罕');
	});

	test('who write the same, unseen by each other, agree', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		history.edit(agent, { 'applicant.address': '曼国村' }, before, base);
		history.edit(secondAgent, { 'applicant.address': '曼国村' }, before, base);
		expect(conflictsOf(history.state)).toEqual([]);
	});

	test('one of whom had seen the other’s write replaces it, also when seen through a third deed', () => {
		const history = takenIn();
		history.edit(agent, { 'applicant.name': '岩坎' });
		const note = history.add(window, sample('note', history.state));
		history.edit(secondAgent, { 'applicant.name': '岩罕' }, { seen: [note] });
		expect(history.state.fields['applicant.name']).toMatchObject([{ value: '岩罕', clerk: 'yu-han' }]);
	});

	test('a value that the settler had not seen stays in conflict', () => {
		const history = takenIn();
		const before = idsOf(history);
		const base = history.state;
		const mine = history.edit(agent, { 'applicant.name': '甲' }, { seen: before }, base);
		const theirs = history.edit(secondAgent, { 'applicant.name': '乙' }, { seen: before }, base);
		const third = history.edit(secondAgent, { 'applicant.name': '丙' }, { seen: before }, base);
		history.add(
			agent,
			{ type: 'settle', about: { kind: 'field', key: 'applicant.name', keep: mine }, remark: '' },
			{ seen: [mine, theirs] }
		);
		expect(history.state.fields['applicant.name']?.map(({ change }) => change)).toEqual([mine, third]);
	});

	test.each([
		['submitted', submitted],
		['submitted and the township received it', received]
	])('one of whom does not know that the other %s, lose nothing', (_, reached) => {
		const history = reached();
		const base = takenIn().state;
		const before = { seen: idsOf(takenIn()) };
		history.edit(secondAgent, { 'applicant.phone': '137', 'applicant.address': '曼国村' }, before, base);
		history.add(secondAgent, { ...sample('attach', base), paper: 'm2' }, before);
		expect(conflictsOf(history.state)).toEqual([]);
		expect(shownFields(history.state)).toMatchObject({
			'applicant.phone': '137',
			'applicant.address': '曼国村'
		});
		expect(history.state.papers.map(({ paper }) => paper)).toEqual(['m1', 'm2']);
	});

	test('one of whom does not know that the other supplemented, lose nothing', () => {
		const history = correcting();
		const before = { seen: idsOf(history) };
		const base = history.state;
		history.add(agent, sample('supplement', history.state));
		expect(history.fate(history.edit(secondAgent, { a: 1 }, before, base))).toBeNull();
		expect(history.fate(history.edit(secondAgent, { a: 2 }))).toBe('not-holder');
	});

	test('one of whom does not know that the township accepted, do not change what was accepted', () => {
		const history = accepted();
		const late = history.edit(secondAgent, { a: 1 }, { seen: idsOf(takenIn()) }, takenIn().state);
		expect(history.fate(late)).toBe('not-at-this-stage');
	});

	test('who keep the same of two values, unseen by each other, agree', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		const mine = history.edit(agent, { 'applicant.name': '岩罕' }, before, base);
		const theirs = history.edit(secondAgent, { 'applicant.name': '岩坎' }, before, base);
		const seen = idsOf(history);
		const keep = (change: string) => ({
			type: 'settle',
			about: { kind: 'field', key: 'applicant.name', keep: change },
			remark: ''
		});
		history.add(agent, keep(mine), { seen });
		expect(history.fate(history.add(secondAgent, keep(mine), { seen }))).toBe('already-done');
		expect(conflictsOf(history.state)).toEqual([]);
		const other = history.add(secondAgent, keep(theirs), { seen });
		expect(conflictsOf(history.state)).toMatchObject([{ kind: 'deed', deed: other }]);
	});

	test('are both shown to the village after its submit, and it may still say which is right', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		const mine = history.edit(agent, { 'applicant.name': '岩罕' }, before, base);
		history.edit(secondAgent, { 'applicant.name': '岩坎' }, before, base);
		history.add(agent, sample('submit', history.state));
		const about = { kind: 'field', key: 'applicant.name', keep: mine };
		expect(history.fate(history.add(secondAgent, { type: 'settle', about, remark: '' }))).toBeNull();
		expect(shownFields(history.state)['applicant.name']).toBe('岩罕');
	});

	test('an open conflict holds up acceptance until it is settled', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const base = history.state;
		const mine = history.edit(agent, { 'applicant.name': '岩罕' }, before, base);
		history.edit(secondAgent, { 'applicant.name': '岩坎' }, before, base);
		history.add(agent, sample('submit', history.state));
		history.add(window, sample('receive', history.state));
		expect(history.fate(history.add(window, sample('accept', history.state)))).toBe('form-in-conflict');

		const about = { kind: 'field', key: 'applicant.name', keep: mine };
		history.add(window, { type: 'settle', about, remark: '' });
		expect(history.fate(history.add(window, sample('accept', history.state)))).toBeNull();
	});
});
