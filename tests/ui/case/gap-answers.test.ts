import { expect, test } from 'vitest';
import { cameIn, isAnswered, placeOfGap } from '../../../src/lib/ui/case/gap-answers.ts';
import type { History } from '../../documents/history.ts';
import { correcting, people, sample } from '../../documents/history.ts';

function asked(history: History) {
	const correction = history.state.corrections.at(-1);
	const gap = correction?.gaps[0];
	if (!correction || !gap) throw new Error('nothing was asked for');
	return { correction, gap };
}

test('a paper that was asked for is there once it was attached after it was asked for', () => {
	const history = correcting();
	const { correction, gap } = asked(history);
	expect(placeOfGap(gap, history.state)).toBe('paper');
	expect(isAnswered(gap, correction, history.state)).toBe(false);
	history.add(people.agent, { ...sample('attach', history.state), paper: 'm2', name: '户口簿' });
	expect(isAnswered(gap, correction, history.state)).toBe(true);
});

test('a field that was asked for is there once it was written anew', () => {
	const history = correcting();
	const { correction, gap } = asked(history);
	const phone = { ...gap, about: 'applicant.phone' };
	expect(placeOfGap(phone, history.state)).toBe('field');
	expect(isAnswered(phone, correction, history.state)).toBe(false);
	history.edit(people.agent, { 'applicant.phone': '13700000000' });
	expect(isAnswered(phone, correction, history.state)).toBe(true);
});

test('what came in is new to the township until it accepts', () => {
	const history = correcting();
	const paper = history.add(people.agent, { ...sample('attach', history.state), paper: 'm2' });
	history.add(people.agent, sample('supplement', history.state));
	expect(cameIn(history.state)?.has(paper)).toBe(true);
	history.add(people.window, sample('accept', history.state));
	expect(cameIn(history.state)).toBeNull();
});
