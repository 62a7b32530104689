import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, type Placed } from '../../../src/lib/changes/order.ts';
import { advanceBundle, startBundle } from '../../../src/lib/documents/bundle/fold.ts';
import { progressOf, type CaseStanding } from '../../../src/lib/documents/bundle/progress.ts';
import type { BundleState } from '../../../src/lib/documents/bundle/state.ts';
import type { Stage } from '../../../src/lib/documents/case/state.ts';
import type { Author, Deed } from '../../../src/lib/documents/deed.ts';
import { hash, people } from '../history.ts';
import { member, opening } from './bundle-history.ts';

const code = fc.constantFrom('WJ-002', 'GA-001', 'YB-001', 'WJ-005');
const action: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 2, arbitrary: fc.constant(opening) },
	{
		weight: 4,
		arbitrary: fc
			.tuple(code, code)
			.map(([item, doc]) => ({ type: 'add', member: member(item, `case/${doc}`) }))
	},
	{ weight: 4, arbitrary: code.map((doc) => ({ type: 'drop', case: `case/${doc}`, reason: '不办' })) },
	{ weight: 2, arbitrary: fc.constant({ type: 'note', text: '请尽快' }) },
	{
		weight: 2,
		arbitrary: fc.nat(12).map((place) => ({ type: 'settle', deed: hash(`deed ${place}`), remark: '' }))
	},
	{ weight: 1, arbitrary: fc.jsonValue() }
);

/** How the case of each item stands; of some there is none here. */
const standings: fc.Arbitrary<Record<string, CaseStanding | null>> = fc.dictionary(
	code,
	fc.option(
		fc.constantFrom<CaseStanding>(
			{ stage: 'submitted', outcome: null },
			{ stage: 'withdrawn', outcome: null },
			{ stage: 'declined', outcome: null },
			{ stage: 'decided', outcome: 'refused' },
			{ stage: 'delivered', outcome: 'granted' }
		)
	)
);

type Attempt = { author: Author | null; action: unknown; standing: 'ok' | 'held' };

const attempts: fc.Arbitrary<Attempt[]> = fc.array(
	fc.record({
		author: fc.option(fc.constantFrom<Author>(...Object.values(people)), { freq: 9 }),
		action,
		standing: fc.constantFrom<Attempt['standing']>('ok', 'ok', 'ok', 'held')
	}),
	{ minLength: 1, maxLength: 20 }
);

/** Each author has seen all that came before; the county has the first `settled`. */
function deedsOf(tried: Attempt[], settled: number): Deed[] {
	return tried.map(({ author, action: what, standing }, place) => ({
		id: hash(`deed ${place}`),
		action: what,
		author,
		key: '',
		device: author?.device ?? 'nobody',
		seen: place === 0 ? [] : [hash(`deed ${place - 1}`)],
		at: place,
		knownTime: 0,
		county: place < settled ? { epoch: 1, pos: place + 1, time: place, standing } : null
	}));
}
const fold = (deeds: Deed[]): BundleState => deeds.reduce(advanceBundle, startBundle('bundle/1'));

test('the fold never throws, deletes nothing, and gives the same from its own JSON', () => {
	fc.assert(
		fc.property(attempts, standings, (tried, stood) => {
			const deeds = deedsOf(tried, tried.length);
			const state = fold(deeds);
			expect(state.timeline.map(({ change }) => change)).toEqual(deeds.map(({ id }) => id));
			let stored = startBundle('bundle/1');
			for (const deed of deeds) {
				stored = JSON.parse(JSON.stringify(advanceBundle(stored, deed))) as BundleState;
			}
			expect(JSON.stringify(stored)).toBe(JSON.stringify(state));
			const live = state.members.filter(({ dropped }) => dropped === null).map(({ item }) => item.code);
			expect(new Set(live).size).toBe(live.length);
			const stages = live.map((item) => stood[item]?.stage ?? null);
			const count = (...among: (Stage | null)[]) => stages.filter((stage) => among.includes(stage)).length;
			const caseByItem = (doc: string) =>
				stood[state.members.find((one) => one.case === doc && one.dropped === null)?.item.code ?? ''] ?? null;
			expect(progressOf(state.members, [], caseByItem)).toMatchObject({
				ended: count('declined', 'decided', 'delivered'),
				wanted: live.length - count('withdrawn'),
				hidden: count(null)
			});
		}),
		{ numRuns: 200 }
	);
});

test('any order and repetition of delivery gives the same bundle', () => {
	const world = attempts.chain((tried) =>
		fc.record({
			tried: fc.constant(tried),
			settled: fc.nat(tried.length),
			order: fc.shuffledSubarray([...tried.keys(), ...tried.keys()], { minLength: tried.length })
		})
	);
	fc.assert(
		fc.property(world, ({ tried, settled, order }) => {
			const deeds = deedsOf(tried, settled);
			const byId = new Map(deeds.map((deed) => [deed.id, deed]));
			const placed = deeds.map(placedOf);
			const delivered = order.flatMap((place) => placed[place] ?? []);
			const state = (some: Placed[]) =>
				fold(inOrder(some).flatMap(({ change }) => byId.get(change.id) ?? []));
			expect(JSON.stringify(state([...delivered, ...placed]))).toBe(JSON.stringify(state(placed)));
		}),
		{ numRuns: 150 }
	);
});

function placedOf({ id, device, seen, at, county }: Deed, place: number): Placed {
	const known = { epoch: 0, directory: 0, time: 0 };
	const chain = { device, seq: place + 1, prev: null, seen, known, at };
	const envelope = { v: 1, doc: 'bundle/1', author: '', ...chain, body: '' } as const;
	return { change: { id, envelope, body: null, line: '' }, receipt: county && { id, ...county } };
}
