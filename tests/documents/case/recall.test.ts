import { describe, expect, test } from 'vitest';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { accepted, DEPARTMENT, type History, people, sample, submitted, TOWNSHIP } from '../history.ts';

const { agent, secondAgent, window, secondWindow, department, stranger } = people;

function offered(): History {
	const history = accepted();
	history.add(window, sample('handOver', history.state));
	return history;
}

function recall(history: History) {
	return sample('recall', history.state);
}

function idsOf(history: History): string[] {
	return history.deeds.map(({ id }) => id);
}

describe('an offer that nobody has received', () => {
	test('of a submitted case is taken back: it is at the counter again, unsigned, and can be submitted anew', () => {
		const history = submitted();
		expect(history.fate(history.add(agent, recall(history)))).toBeNull();
		expect(history.state).toMatchObject({ stage: 'intake', holder: null, offer: null, submitted: null });
		expect(history.fate(history.edit(agent, { 'applicant.phone': '137' }))).toBeNull();
		expect(history.fate(history.add(agent, sample('submit', history.state)))).toBeNull();
		expect(history.state).toMatchObject({ stage: 'submitted', offer: { to: TOWNSHIP }, recalled: null });
	});

	test('of a handover is taken back by the holder, whose case it still is, at the stage it had', () => {
		const history = offered();
		history.add(secondWindow, recall(history));
		expect(history.state).toMatchObject({ stage: 'accepted', holder: TOWNSHIP, offer: null });
		const again = history.add(window, { ...sample('handOver', history.state), to: '532822RS' });
		expect(history.fate(again)).toBeNull();
		expect(history.state.offer?.to).toBe('532822RS');
	});

	test('is taken back by nobody but the unit that made it', () => {
		for (const other of [department, stranger, agent]) {
			const history = offered();
			expect(history.fate(history.add(other, recall(history)))).toBe('not-holder');
			expect(history.state.offer?.to).toBe(DEPARTMENT);
		}
	});

	test('is taken back once by two who do not know of each other, and they agree', () => {
		const history = submitted();
		const before = { seen: idsOf(history) };
		const deed = recall(history);
		history.add(agent, deed, before);
		history.add(secondAgent, deed, before);
		expect(history.state.stage).toBe('intake');
		expect(conflictsOf(history.state)).toMatchObject([]);
	});

	test('that took the place of the one meant is left alone', () => {
		const history = offered();
		const before = { seen: idsOf(history) };
		const deed = recall(history);
		history.add(secondWindow, { ...sample('handOver', history.state), to: '532822RS' }, before);
		expect(history.fate(history.add(window, deed, before))).toBe('no-such-thing');
		expect(history.state.offer?.to).toBe('532822RS');
	});
});

describe('taken back and received, unseen by each other', () => {
	test('whoever the county had first holds: received, so the recall is set aside for a person', () => {
		const history = offered();
		const before = { seen: idsOf(history) };
		const deed = recall(history);
		history.add(department, sample('receive', history.state, DEPARTMENT), before);
		const late = history.add(window, deed, before);
		expect(history.fate(late)).toBe('already-received');
		expect(history.state.holder).toBe(DEPARTMENT);
		expect(conflictsOf(history.state)).toMatchObject([{ kind: 'deed', deed: late }]);
	});

	test.each([
		['a handover', offered, window, department, DEPARTMENT],
		['a submitted case, whose paper could be received without an offer', submitted, agent, window, TOWNSHIP]
	])('or recalled, so the receiving of %s is', (_, made, offerer, receiver, unit) => {
		const history = made();
		const before = { seen: idsOf(history) };
		const receive = sample('receive', history.state, unit);
		history.add(offerer, recall(history), before);
		const late = history.add(receiver, receive, before);
		expect(history.fate(late)).toBe('recalled');
		expect(conflictsOf(history.state)).toMatchObject([{ kind: 'deed', deed: late, code: 'recalled' }]);
	});

	test('and a counter that knows of the recall may still receive the paper when it is brought', () => {
		const history = submitted();
		history.add(agent, recall(history));
		expect(history.fate(history.add(window, sample('receive', history.state)))).toBeNull();
		expect(history.state).toMatchObject({ stage: 'received', holder: TOWNSHIP });
	});
});
