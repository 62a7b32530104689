import type { SeededRandom } from '../seeded-random.ts';

/** Who does a step: the village or the township where it is taken in, its colleague there, or one further on. */
export type Hand = 'origin' | 'colleague' | 'window' | 'officer' | 'department';

export type Deed =
	| 'open'
	| 'papers'
	| 'correct-phone'
	| 'submit'
	| 'receive'
	| 'ask'
	| 'supplement'
	| 'accept'
	| 'to-department'
	| 'receive-there'
	| 'decide'
	| 'hand-back'
	| 'deliver'
	| 'decline'
	| 'withdraw'
	| 'note';

/** `age`: working days before the last one. `unseen`: done without knowing the step before it. */
export type Step = { does: Deed; by: Hand; age: number; unseen?: true };

export type Course = { steps: Step[]; decidedHere: boolean };

type End = keyof typeof ENDS;

/** How far cases have come: how many of a hundred, and how many working days ago the last step was at most. */
const ENDS = {
	intake: { share: 4, within: 2 },
	submitted: { share: 10, within: 3 },
	received: { share: 13, within: 7 },
	correcting: { share: 8, within: 8 },
	accepted: { share: 16, within: 22 },
	'at-department': { share: 13, within: 14 },
	decided: { share: 9, within: 12 },
	delivered: { share: 21, within: 40 },
	declined: { share: 3, within: 40 },
	withdrawn: { share: 3, within: 40 }
};

export const LONGEST_COURSE = 80;

/** What happens to one case, oldest first. `limit`: working days that the decision may take. */
export function courseOf(random: SeededRandom, limit: number, decidedHere: boolean): Course {
	const end = endAt(random.below(100));
	const decider: Hand = decidedHere ? 'officer' : 'department';
	const trouble = random.below(100);
	const steps: Omit<Step, 'age'>[] = [
		{ does: 'open', by: 'origin' },
		{ does: 'papers', by: 'origin' }
	];
	const isOpen = end === 'intake' || end === 'submitted' || end === 'received';
	if (isOpen && trouble < 12) {
		steps.push({ does: 'correct-phone', by: 'origin' });
		steps.push({ does: 'correct-phone', by: 'colleague', unseen: true });
	}
	if (end !== 'intake') steps.push({ does: 'submit', by: 'origin' });
	if (end !== 'intake' && end !== 'submitted') {
		steps.push({ does: 'receive', by: 'window' });
		if (end === 'received' && trouble >= 94) steps.push({ does: 'receive', by: 'officer', unseen: true });
		steps.push(...afterReceipt(end, decider, trouble));
	}
	if (random.chance(0.3)) steps.push({ does: 'note', by: 'origin' });
	return { steps: dated(steps, random, end, limit), decidedHere };
}

function afterReceipt(end: End, decider: Hand, trouble: number): Omit<Step, 'age'>[] {
	const asked: Omit<Step, 'age'>[] = [
		{ does: 'ask', by: 'window' },
		{ does: 'supplement', by: 'origin' }
	];
	const decision: Omit<Step, 'age'>[] = [
		...(decider === 'department' ? onTheWay() : []),
		{ does: 'decide', by: decider },
		...(decider === 'department' ? ([{ does: 'hand-back', by: decider }] as const) : [])
	];
	const accepted: Omit<Step, 'age'>[] = [
		...(trouble < 25 ? asked : []),
		{ does: 'accept', by: trouble % 2 ? 'window' : 'officer' }
	];
	switch (end) {
		case 'correcting':
			return asked.slice(0, 1);
		case 'declined':
			return [{ does: 'decline', by: 'officer' }];
		case 'withdrawn':
			return [{ does: 'withdraw', by: 'origin' }];
		case 'accepted':
			return accepted;
		case 'at-department':
			return decider === 'officer' ? accepted : [...accepted, ...onTheWay().slice(0, trouble < 30 ? 1 : 2)];
		case 'decided':
			return [...accepted, ...decision];
		case 'delivered':
			return [
				...accepted,
				...decision,
				...(decider === 'department' ? ([{ does: 'receive', by: 'window' }] as const) : []),
				{ does: 'deliver', by: 'window' }
			];
		default:
			return [];
	}
}

function onTheWay(): Omit<Step, 'age'>[] {
	return [
		{ does: 'to-department', by: 'window' },
		{ does: 'receive-there', by: 'department' }
	];
}

/** Backwards from the last step, so that what runs out next does so around the last day. */
function dated(steps: Omit<Step, 'age'>[], random: SeededRandom, end: End, limit: number): Step[] {
	const running = end === 'accepted' || end === 'at-department';
	let age = running
		? Math.round(limit * (0.2 + 0.9 * random.fraction()))
		: random.below(ENDS[end].within + 1);
	const backwards: Step[] = [];
	for (const step of steps.toReversed()) {
		backwards.push({ ...step, age: Math.min(age, LONGEST_COURSE) });
		if (!step.unseen && step.does !== 'papers') age += random.below(3);
	}
	return backwards.reverse();
}

function endAt(place: number): End {
	let passed = 0;
	for (const [end, { share }] of Object.entries(ENDS)) if ((passed += share) > place) return end as End;
	throw new Error('the shares are not a hundred');
}
