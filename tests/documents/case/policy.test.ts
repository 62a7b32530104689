import { describe, expect, test } from 'vitest';
import type { CaseActionType } from '../../../src/lib/documents/case/actions.ts';
import { advanceCase } from '../../../src/lib/documents/case/fold.ts';
import { possibleActions, type PossibleAction } from '../../../src/lib/documents/case/policy.ts';
import type { Author } from '../../../src/lib/documents/deed.ts';
import {
	accepted,
	correcting,
	decided,
	DEPARTMENT,
	hash,
	History,
	people,
	received,
	sample,
	submitted,
	takenIn
} from '../history.ts';

function actionsOf(history: History, author: Author): PossibleAction[] {
	const unit = author.roles[0]?.unit ?? '';
	return possibleActions(history.state, { unit, roles: author.roles.map(({ role }) => role) });
}

function possible(history: History, author: Author): string {
	return actionsOf(history, author)
		.filter(({ allowed }) => allowed)
		.map(({ type }) => type)
		.join(' ');
}

function why(history: History, author: Author, type: CaseActionType): string | null {
	const action = actionsOf(history, author).find((one) => one.type === type);
	return action && !action.allowed ? action.why : null;
}

function then(history: History, author: Author, type: CaseActionType): History {
	const unit = author.roles[0]?.unit;
	history.add(author, sample(type, history.state, unit));
	return history;
}

const offered = () => then(accepted(), people.window, 'handOver');
const handedOver = () => then(offered(), people.department, 'receive');
const delivered = () => then(decided(), people.window, 'deliver');
const declined = () => then(received(), people.chief, 'decline');
const withdrawn = () => then(received(), people.agent, 'withdraw');

const { agent, window, chief, department, stranger, former } = people;

describe('what is possible, the likeliest first', () => {
	test.each<[string, () => History, Author, string]>([
		['nothing known: an agent', () => new History(), agent, 'open note'],
		['nothing known: a window, paper in hand', () => new History(), window, 'open receive note'],
		['intake: the agent who takes it in', takenIn, agent, 'submit edit attach note withdraw'],
		[
			'intake: a second agent of the village',
			takenIn,
			people.secondAgent,
			'submit edit attach note withdraw'
		],
		['intake: the township window, paper in hand', takenIn, window, 'receive note'],
		['submitted: the village, until it is received', submitted, agent, 'note recall withdraw'],
		['submitted: the window it is offered to', submitted, window, 'receive note'],
		['submitted: an office that nobody offered it to', submitted, stranger, 'note'],
		['received: the village', received, agent, 'note withdraw'],
		[
			'received: the window that holds it',
			received,
			window,
			'accept requestCorrection handOver edit attach note withdraw'
		],
		[
			'received: the officer at the holder',
			received,
			chief,
			'accept requestCorrection handOver decline edit attach note withdraw'
		],
		['received: a department', received, department, 'note'],
		['correcting: the village', correcting, agent, 'supplement edit attach note withdraw'],
		['correcting: the holder’s window', correcting, window, 'supplement edit attach note withdraw'],
		['correcting: the holder’s officer', correcting, chief, 'supplement decline edit attach note withdraw'],
		['accepted: the village', accepted, agent, 'note withdraw'],
		['accepted: the holder’s window does not decide', accepted, window, 'handOver note withdraw'],
		['accepted: the holder’s officer', accepted, chief, 'decide handOver note withdraw'],
		[
			'handed over: the township has the baton until it is received',
			offered,
			chief,
			'decide handOver note recall withdraw'
		],
		['handed over: the department it is offered to', offered, department, 'receive note'],
		['handed over and received: the township', handedOver, chief, 'note'],
		['handed over and received: the department', handedOver, department, 'decide handOver note withdraw'],
		['decided: the village', decided, agent, 'note'],
		['decided: the holder', decided, window, 'deliver handOver note'],
		['delivered: the holder', delivered, window, 'note'],
		['declined: the holder', declined, chief, 'note'],
		['withdrawn: the village', withdrawn, agent, 'note'],
		['any time: someone without a role', received, former, '']
	])('%s', (_, history, author, expected) => {
		expect(possible(history(), author)).toBe(expected);
	});
});

test('the village may settle two values of a field until the township has the case, then the township', () => {
	const history = takenIn();
	const seen = history.deeds.map(({ id }) => id);
	const base = history.state;
	history.edit(agent, { 'applicant.name': '岩罕' }, { seen }, base);
	history.edit(people.secondAgent, { 'applicant.name': '岩坎' }, { seen }, base);
	then(history, agent, 'submit');
	expect(why(history, agent, 'settle')).toBeNull();
	expect(why(history, window, 'settle')).toBe('not-holder');
	then(history, window, 'receive');
	expect(why(history, agent, 'settle')).toBe('not-holder');
	expect(why(history, window, 'settle')).toBeNull();
});

describe('why something is not possible', () => {
	test.each<[string, () => History, Author, CaseActionType, string]>([
		['opened twice', takenIn, agent, 'open', 'already-done'],
		['edited before it is opened', () => new History(), agent, 'edit', 'not-at-this-stage'],
		['edited by the village while the township has it', received, agent, 'edit', 'not-holder'],
		['edited after acceptance', accepted, window, 'edit', 'not-at-this-stage'],
		['received by whom it is not offered to', submitted, stranger, 'receive', 'not-offered-to-you'],
		['received when it was received already', received, people.secondWindow, 'receive', 'already-done'],
		['accepted before it is received', submitted, window, 'accept', 'not-at-this-stage'],
		['accepted by another office', received, stranger, 'accept', 'not-holder'],
		['accepted twice', accepted, window, 'accept', 'already-done'],
		['decided by a window clerk', accepted, window, 'decide', 'not-in-role'],
		['decided before it is accepted', received, chief, 'decide', 'not-at-this-stage'],
		['decided by a department that was only offered it', offered, department, 'decide', 'not-holder'],
		['supplemented when nothing was asked for', received, agent, 'supplement', 'not-at-this-stage'],
		['delivered before a decision', accepted, window, 'deliver', 'not-at-this-stage'],
		['withdrawn after the decision', decided, agent, 'withdraw', 'not-at-this-stage'],
		['recalled when the other has received it', handedOver, window, 'recall', 'already-received'],
		['recalled by the unit it is offered to', offered, department, 'recall', 'not-holder'],
		['recalled before anything was offered', takenIn, agent, 'recall', 'not-at-this-stage'],
		['recalled twice', () => then(submitted(), agent, 'recall'), agent, 'recall', 'already-done'],
		['settled where nothing is in conflict', received, window, 'settle', 'no-such-thing'],
		['noted by someone without a role', received, former, 'note', 'not-in-role']
	])('%s', (_, history, author, type, code) => {
		expect(why(history(), author, type)).toBe(code);
		const tried = history();
		const unit = author.roles[0]?.unit;
		const id = tried.add(author, sample(type, tried.state, unit));
		expect(tried.fate(id)).toBe(code);
	});
});

test('what is called possible is lawful when it is done, and what is not is set aside with the reason given', () => {
	const histories = [
		() => new History(),
		takenIn,
		submitted,
		received,
		correcting,
		accepted,
		offered,
		handedOver,
		decided,
		delivered,
		declined,
		withdrawn
	];
	for (const make of histories) {
		const { state } = make();
		for (const author of Object.values(people)) {
			for (const action of actionsOf(make(), author)) {
				// A handover needs somewhere else to go, and a correction asked again needs its reason.
				const unit = author.roles[0]?.unit;
				let done = sample(action.type, state, unit);
				if (done.type === 'handOver' && state.holder === DEPARTMENT) done = { ...done, to: '532822' };
				const next = advanceCase(state, {
					id: hash('next'),
					action: done,
					author,
					key: hash(author.clerk),
					device: author.device,
					seen: state.timeline.map(({ change }) => change),
					at: 0,
					knownTime: 0,
					county: { epoch: 1, pos: 1000, time: 0, standing: 'ok' }
				});
				const code = next.timeline.at(-1)?.setAside?.code ?? null;
				expect([state.stage, author.clerk, action.type, code]).toEqual([
					state.stage,
					author.clerk,
					action.type,
					action.allowed ? null : action.why
				]);
			}
		}
	}
});
