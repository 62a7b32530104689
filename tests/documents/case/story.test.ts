import { expect, test } from 'vitest';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { foldCase } from '../../../src/lib/documents/case/fold.ts';
import { formHash, shownFields } from '../../../src/lib/documents/case/form.ts';
import { DEPARTMENT, History, people, sample, TOWNSHIP, VILLAGE } from '../history.ts';

test('a case goes from the village to the township, to the county, and back into the hands of the person', () => {
	const history = new History();
	const { agent, window, department } = people;
	const stands = () => {
		const { stage, holder, offer } = history.state;
		return [stage, holder, offer?.to ?? null];
	};

	history.add(agent, sample('open', history.state, VILLAGE));
	history.edit(agent, { 'applicant.name': '岩罕', 'applicant.phone': '13900000000' });
	history.add(agent, sample('attach', history.state));
	expect(stands()).toEqual(['intake', null, null]);

	history.add(agent, sample('submit', history.state));
	expect(stands()).toEqual(['submitted', null, TOWNSHIP]);

	history.add(window, sample('receive', history.state));
	expect(stands()).toEqual(['received', TOWNSHIP, null]);

	history.add(window, sample('requestCorrection', history.state));
	expect(stands()).toEqual(['correcting', TOWNSHIP, null]);

	history.edit(agent, { 'applicant.address': '勐混镇曼国村 3 号' });
	history.add(agent, { ...sample('attach', history.state), paper: 'm2', name: '户口簿' });
	history.add(agent, sample('supplement', history.state));
	expect(stands()).toEqual(['received', TOWNSHIP, null]);
	expect(history.state.corrections[0]?.answered?.clerk).toBe('yan-wen');

	history.add(window, sample('accept', history.state));
	expect(stands()).toEqual(['accepted', TOWNSHIP, null]);
	expect(history.state.accepted?.form).toBe(formHash(history.state));

	history.add(window, sample('handOver', history.state));
	expect(stands()).toEqual(['accepted', TOWNSHIP, DEPARTMENT]);

	history.add(department, sample('receive', history.state, DEPARTMENT));
	expect(stands()).toEqual(['accepted', DEPARTMENT, null]);
	expect(history.state.received?.unit).toBe(TOWNSHIP);

	history.add(department, sample('decide', history.state));
	expect(stands()).toEqual(['decided', DEPARTMENT, null]);

	history.add(department, { type: 'handOver', to: VILLAGE, remark: '请代送达' });
	history.add(agent, sample('receive', history.state, VILLAGE));
	history.add(agent, sample('deliver', history.state));
	expect(stands()).toEqual(['delivered', VILLAGE, null]);

	expect(conflictsOf(history.state)).toEqual([]);
	expect(shownFields(history.state)).toEqual({
		'applicant.name': '岩罕',
		'applicant.phone': '13900000000',
		'applicant.address': '勐混镇曼国村 3 号'
	});
	expect(history.state.papers.map(({ name }) => name)).toEqual(['身份证', '户口簿']);
	expect(foldCase('01JDTEST', history.deeds)).toEqual(history.state);
});
