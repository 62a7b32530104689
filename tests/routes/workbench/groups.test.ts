import { expect, test } from 'vitest';
import type { CaseRow } from '../../../src/lib/device/station.ts';
import { nextStep, type Viewer } from '../../../src/routes/cases/list/next-step.ts';
import { filling, workbench } from '../../../src/routes/workbench/groups.ts';

const today = '2026-11-23';
const township: Viewer = { unit: 'T', level: 'township', roles: ['window'] };

function row(doc: string, facts: Partial<CaseRow>): CaseRow {
	return {
		...{
			doc,
			stage: 'received',
			origin: 'V',
			holder: 'T',
			offeredTo: null,
			itemCode: null,
			bundle: null,
			due: null
		},
		...{ outcome: null, supplemented: false, changedAt: 0, place: 'county', onlyHere: 0 },
		face: { number: '532822104207-261122-001-0031-K7Q', applicantName: null, idLastFour: null },
		...facts
	};
}

const due = (date: string) => ({ date, for: 'tell-gaps', confirmed: true }) as const;

function bench(viewer: Viewer, ...rows: CaseRow[]) {
	return workbench(rows, (each) => nextStep(each, viewer, false), today, viewer.roles).map(
		({ name, rows: members }) => `${name}: ${members.map(({ doc }) => doc).join(' ')}`
	);
}

test('overdue comes first, then what is due today, then what waits for this desk, the most urgent on top', () => {
	expect(
		bench(
			township,
			row('later', { due: due('2026-11-30') }),
			row('elsewhere', { holder: 'D', stage: 'accepted' }),
			row('today', { due: due(today) }),
			row('soon', { due: due('2026-11-25') }),
			row('late', { due: due('2026-11-20') }),
			row('done', { stage: 'delivered' })
		)
	).toEqual(['overdue: late', 'today: today', 'mine: soon later', 'others: elsewhere']);
});

test('a finished case comes back to the bench when something of it needs a person', () => {
	expect(bench(township, row('done', { stage: 'delivered', place: 'needs-you' }))).toEqual(['mine: done']);
});

test('a case whose corrections came in stands apart at the township, unless its day presses more', () => {
	const came = { supplemented: true };
	expect(bench(township, row('fresh', {}), row('came', came))).toEqual(['mine: fresh', 'corrections: came']);
	expect(bench(township, row('late', { ...came, due: due('2026-11-20') }))).toEqual(['overdue: late']);
});

test('within a group what needs a person stands before what only waits', () => {
	const stuck = row('stuck', { place: 'needs-you', changedAt: 9 });
	expect(bench(township, row('soon', { due: due('2026-11-25') }), stuck)).toEqual(['mine: stuck soon']);
});

test('the village finds what it must correct, while the township waits for it', () => {
	const asked = row('asked', { stage: 'correcting' });
	expect(bench({ unit: 'V', level: 'village', roles: ['agent'] }, asked)).toEqual(['to-correct: asked']);
	expect(bench(township, asked)).toEqual(['others: asked']);
});

test('an accepted case that the county decides is handed on by a township, even by its officer', () => {
	const accepted = row('a', { stage: 'accepted' });
	const officer: Viewer = { ...township, roles: ['officer'] };
	expect(nextStep(accepted, officer, false)).toBe('handOver');
	expect(nextStep(accepted, officer, true)).toBe('decide');
	expect(nextStep({ ...accepted, offeredTo: 'D' }, officer, false)).toBeNull();
});

test('paper whose data has not come waits, and nothing is proposed that the law of the case forbids', () => {
	const face = { number: null, applicantName: null, idLastFour: null };
	expect(nextStep(row('paper', { face, origin: null }), township, true)).toBeNull();
});

test('of what is equally urgent each role finds its own first, and what others hold comes last', () => {
	const given = row('given', { offeredTo: 'T', holder: null, stage: 'submitted' });
	const fresh = row('fresh', { changedAt: 1 });
	const theirs = row('theirs', { due: due('2026-11-19'), holder: 'D', stage: 'accepted' });
	const ours = row('ours', { due: due('2026-11-20') });
	expect(bench({ ...township, roles: ['window'] }, given, fresh)).toEqual(['mine: given fresh']);
	expect(bench({ ...township, roles: ['officer'] }, given, fresh)).toEqual(['mine: fresh given']);
	expect(bench(township, theirs, ours)).toEqual(['overdue: ours theirs']);
});

test('what only an officer may do is not proposed to a window', () => {
	const decided = row('d', { stage: 'accepted' });
	expect(nextStep(decided, { unit: 'T', level: 'department', roles: ['window'] }, true)).toBeNull();
});

test('a device that starts draws a screen full, and of what lies below nothing yet', () => {
	const group = (name: 'overdue' | 'today' | 'mine', count: number, most = 20) => ({
		name,
		most,
		rows: Array.from({ length: count }, (_, n) => row(`${name}${n}`, {}))
	});
	const shown = (...parts: ReturnType<typeof group>[]) =>
		filling(parts, 16).map(({ name, most }) => `${name} ${most}`);
	expect(shown(group('overdue', 3), group('today', 30), group('mine', 9))).toEqual([
		'overdue 16',
		'today 13'
	]);
	expect(shown(group('overdue', 3), group('today', 30, 0), group('mine', 9))).toEqual([
		'overdue 16',
		'today 0',
		'mine 13'
	]);
	expect(shown()).toEqual([]);
});
