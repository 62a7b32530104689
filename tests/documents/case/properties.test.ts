import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseActions, type CaseAction } from '../../../src/lib/documents/case/actions.ts';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { advanceCase, foldCase, startCase } from '../../../src/lib/documents/case/fold.ts';
import { editForm, formHash, shownFields } from '../../../src/lib/documents/case/form.ts';
import { possibleActions } from '../../../src/lib/documents/case/policy.ts';
import type { CaseState } from '../../../src/lib/documents/case/state.ts';
import type { Author, Deed } from '../../../src/lib/documents/deed.ts';
import { inOrder, type Placed } from '../../../src/lib/changes/order.ts';
import { DEPARTMENT, hash, people, sample, TOWNSHIP, VILLAGE } from '../history.ts';

const types = Object.keys(caseActions) as CaseAction['type'][];
const names = ['a', 'b', 'c'];

/** What someone tries: mostly fitting actions by anyone, some with a field amiss, some nonsense. */
type Attempt = {
	author: Author | null;
	type: CaseAction['type'];
	unit: string;
	value: number;
	field: string;
	/** Does what a screen would offer, the likeliest thing or another one. */
	lawful: 'likeliest' | 'any' | false;
	/** How many of the newest deeds the author has not seen. */
	unseen: number;
	garbage: { key: string; value: unknown } | null;
	nonsense: unknown;
	standing: 'ok' | 'late-role' | 'held' | null;
};

function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
	return fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
	author: fc.oneof(
		{ weight: 9, arbitrary: fc.constantFrom<Author>(...Object.values(people)) },
		{ weight: 1, arbitrary: fc.constant(null) }
	),
	type: fc.constantFrom(...types),
	unit: fc.constantFrom(VILLAGE, TOWNSHIP, DEPARTMENT),
	value: fc.nat(3),
	field: fc.constantFrom(...names),
	lawful: fc.constantFrom<Attempt['lawful']>('likeliest', 'likeliest', 'likeliest', 'any', false),
	unseen: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3)),
	garbage: seldom(fc.record({ key: fc.string(), value: fc.jsonValue() })),
	nonsense: seldom(fc.jsonValue()),
	standing: fc.oneof(
		{ weight: 8, arbitrary: fc.constant('ok' as const) },
		fc.constantFrom('late-role' as const, 'held' as const, null)
	)
});

/** What this person would do next, of what is possible to them. */
function choose({ author, lawful, type, unit, value }: Attempt, state: CaseState) {
	const [held] = author?.roles ?? [];
	if (!author || !held || !lawful) return { type, unit };
	const roles = author.roles.map(({ role }) => role);
	const possible = possibleActions(state, { unit: held.unit, roles }).filter((action) => action.allowed);
	const chosen = possible[lawful === 'likeliest' ? 0 : value % possible.length];
	return { type: chosen?.type ?? type, unit: held.unit };
}

function actionOf(attempt: Attempt, state: CaseState, place: number): unknown {
	const { value, field } = attempt;
	const { type, unit } = choose(attempt, state);
	if (attempt.nonsense !== null) return attempt.nonsense;
	let action: CaseAction = sample(type, state, unit);
	if (action.type === 'edit') action = { type: 'edit', ...editForm(state.form, { [field]: value }, place) };
	if (action.type === 'submit' || action.type === 'handOver') action = { ...action, to: attempt.unit };
	const writes = state.fields[field];
	if (action.type === 'settle' && writes?.[0]) {
		action = { ...action, about: { kind: 'field', key: field, keep: writes[0].change } };
	}
	const { garbage } = attempt;
	return JSON.parse(
		JSON.stringify(garbage ? { ...action, [garbage.key]: garbage.value } : action)
	) as unknown;
}

function deedOf(attempt: Attempt, before: Deed[], state: CaseState): Deed {
	const place = before.length;
	return {
		id: hash(`deed ${place}`),
		action: actionOf(attempt, state, place + 1),
		author: attempt.author,
		key: hash('key'),
		device: attempt.author?.device ?? 'device-nobody',
		seen: before.slice(0, Math.max(0, place - attempt.unseen)).map(({ id }) => id),
		at: place,
		knownTime: 0,
		county: attempt.standing && { epoch: 1, pos: place + 1, time: place, standing: attempt.standing }
	};
}

function frozen<T>(value: T): T {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		Object.values(value).forEach(frozen);
	}
	return value;
}

/** The deeds of these attempts; each author acts on the state without what is unseen. */
function live(attempts: Attempt[]): { deeds: Deed[]; states: CaseState[] } {
	const deeds: Deed[] = [];
	const states = [frozen(startCase('1'))];
	for (const one of attempts) {
		const now = states.at(-1) ?? startCase('1');
		const deed = deedOf(one, deeds, states[Math.max(0, deeds.length - one.unseen)] ?? now);
		deeds.push(frozen(deed));
		states.push(frozen(advanceCase(now, deed)));
	}
	return { deeds, states };
}

describe('the fold, whatever anyone tries', () => {
	const attempts = fc.array(attempt, { maxLength: 30, size: 'max' });

	test('never throws, leaves its input as it was, deletes nothing and is plain JSON', () => {
		fc.assert(
			fc.property(attempts, (tried) => {
				const { deeds, states } = live(tried);
				const state = states.at(-1);
				expect(state?.timeline.map(({ change }) => change)).toEqual(deeds.map(({ id }) => id));
				expect(JSON.parse(JSON.stringify(state))).toEqual(state);
			}),
			{ numRuns: 300 }
		);
	});

	test('gives the same when replayed, when advanced from its own JSON, and when read by everyone', () => {
		fc.assert(
			fc.property(attempts, (tried) => {
				const { deeds, states } = live(tried);
				const text = JSON.stringify(states.at(-1));
				expect(JSON.stringify(foldCase('1', deeds))).toBe(text);
				let stored = startCase('1');
				for (const deed of deeds) {
					stored = JSON.parse(JSON.stringify(advanceCase(stored, deed))) as CaseState;
				}
				expect(JSON.stringify(stored)).toBe(text);
				for (const { roles } of Object.values(people)) {
					possibleActions(stored, {
						unit: roles[0]?.unit ?? '',
						roles: roles.map(({ role }) => role)
					});
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('never has a decision without acceptance, nor an acceptance with two values in a field', () => {
		const stages = new Set<string>();
		fc.assert(
			fc.property(attempts, (tried) => {
				for (const state of live(tried).states) {
					stages.add(state.stage);
					if (state.decision) expect(state.accepted).not.toBeNull();
					if (state.stage === 'accepted') {
						expect(state.accepted?.form).toBe(formHash(state));
						expect(conflictsOf(state).filter(({ kind }) => kind === 'field')).toEqual([]);
					}
				}
			}),
			{ numRuns: 300 }
		);
		// Else the property would have looked at nothing.
		expect([...stages]).toEqual(expect.arrayContaining(['correcting', 'accepted', 'decided', 'delivered']));
	});
});

describe('edits made apart', () => {
	const edit = fc.record({
		author: fc.constantFrom<Author>(people.agent, people.secondAgent),
		values: fc.dictionary(fc.constantFrom(...names), fc.nat(5), {
			minKeys: 1,
			noNullPrototype: true
		}),
		/** Whether this author has seen all that was written until now, or only the opening. */
		seesAll: fc.boolean()
	});

	test('keep every value that no one who had seen it replaced', () => {
		fc.assert(
			fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
				const opening: Deed = {
					id: hash('open'),
					action: sample('open', startCase('1'), VILLAGE),
					author: people.agent,
					key: '',
					device: 'd',
					seen: [],
					at: 0,
					knownTime: 0,
					county: null
				};
				const opened = advanceCase(startCase('1'), opening);
				let state = opened;
				const expected: Record<string, number[]> = {};
				const written: string[] = [];
				edits.forEach(({ author, values, seesAll }, place) => {
					const base = seesAll ? state : opened;
					const id = hash(`edit ${place}`);
					state = advanceCase(state, {
						...opening,
						id,
						author,
						action: { type: 'edit', ...editForm(base.form, values, place + 1) },
						seen: seesAll ? [opening.id, ...written] : [opening.id]
					});
					written.push(id);
					for (const [key, value] of Object.entries(values)) {
						expected[key] = seesAll ? [value] : [...(expected[key] ?? []), value];
					}
				});
				const actual = Object.fromEntries(
					Object.entries(state.fields).map(([key, writes]) => [key, writes.map(({ value }) => value)])
				);
				expect(actual).toEqual(expected);
				expect(Object.keys(shownFields(state)).sort()).toEqual(Object.keys(expected).sort());
			})
		);
	});
});

test('any order and repetition of delivery gives the same state', () => {
	const world = fc.array(attempt, { minLength: 2, maxLength: 20 }).chain((tried) => {
		// The county has a beginning of the story; the rest lies on devices, each seeing what it saw.
		const { deeds } = live(tried.map((one) => ({ ...one, standing: one.standing ?? 'ok' })));
		return fc.record({ settled: fc.nat(deeds.length) }).chain(({ settled }) =>
			fc.record({
				deeds: fc.constant(deeds),
				settled: fc.constant(settled),
				delivered: fc.shuffledSubarray([...deeds, ...deeds], { minLength: deeds.length })
			})
		);
	});
	fc.assert(
		fc.property(world, ({ deeds, settled, delivered }) => {
			const placeOf = new Map(deeds.map((deed, place) => [deed.id, place]));
			const known = { epoch: 0, directory: 0, time: 0 };
			const placed = (deed: Deed): Placed => {
				const place = placeOf.get(deed.id) ?? 0;
				const { id, device, seen, at } = deed;
				const envelope = {
					v: 1,
					doc: 'case/1',
					author: '',
					device,
					seq: place + 1,
					prev: null,
					seen,
					known,
					at,
					body: ''
				} as const;
				const receipt =
					place < settled ? { id, epoch: 1, pos: place + 1, time: at, standing: 'ok' as const } : null;
				return { change: { id, envelope, body: null, line: '' }, receipt };
			};
			const fold = (order: Placed[]) =>
				foldCase(
					'1',
					order.flatMap(({ change, receipt }) => {
						const deed = deeds[placeOf.get(change.id) ?? 0];
						return deed ? [{ ...deed, county: receipt }] : [];
					})
				);
			const once = fold(inOrder(deeds.map(placed)));
			const anyhow = fold(inOrder([...delivered, ...deeds].map(placed)));
			expect(JSON.stringify(anyhow)).toBe(JSON.stringify(once));
		}),
		{ numRuns: 200 }
	);
});
