import { expect, test } from 'vitest';
import type { CaseRow } from '../../../src/lib/device/station.ts';
import { characters } from '../../../src/lib/domain/characters.ts';
import { everyCase, filterCases, type CaseFilter } from '../../../src/routes/cases/list/filter.ts';

const today = '2026-11-25';
const day = (date: string): number => Date.parse(`${date}T09:00:00+08:00`);

function row(doc: string, facts: Partial<CaseRow>, face: Partial<CaseRow['face']> = {}): CaseRow {
	return {
		...{ doc, stage: 'received', origin: 'V', holder: 'T', offeredTo: null, itemCode: 'dibao', due: null },
		...{
			bundle: null,
			outcome: null,
			supplemented: false,
			changedAt: day(today),
			place: 'county',
			onlyHere: 0
		},
		face: { number: `5328-${doc}`, applicantName: null, idLastFour: null, ...face },
		...facts
	};
}

function due(date: string): Pick<CaseRow, 'due'> {
	return { due: { date, for: 'tell-gaps', confirmed: true } };
}

const rows = [
	row('0031', { ...due('2026-11-24') }, { applicantName: '岩罕', idLastFour: '002X' }),
	row(
		'0030',
		{ ...due('2026-11-28'), stage: 'accepted', holder: 'D', place: 'here' },
		{ applicantName: '玉香' }
	),
	row('0029', { offeredTo: 'T', holder: null, stage: 'submitted', itemCode: 'hukou' }),
	row('0028', { ...due(today), changedAt: day('2026-10-01'), place: 'needs-you' }, { applicantName: '岩坎' })
];

function found(filter: Partial<CaseFilter>): string {
	const setting = {
		...{ unit: 'T', today, characters },
		itemName: (code: string) => (code === 'dibao' ? '最低生活保障金给付' : '户口登记'),
		isMine: ({ holder }: CaseRow) => holder === 'T'
	};
	return filterCases(rows, { ...everyCase, ...filter }, setting)
		.map(({ doc }) => doc)
		.join(' ');
}

test('without conditions every case is there, the newest first', () => {
	expect(found({})).toBe('0031 0030 0029 0028');
});

test.each<[string, Partial<CaseFilter>, string]>([
	['part of a name', { words: '岩' }, '0031 0028'],
	['the last four of an identity number, also small', { words: '002x' }, '0031'],
	['part of the number', { words: '0029' }, '0029'],
	['a name by its sound, as the search box of the frame does', { words: 'yuxiang' }, '0030'],
	['part of a number in which letters were taken for digits', { words: 'oo29' }, '0029'],
	['part of the item', { words: '户口' }, '0029'],
	['several words, each of which fits', { words: '岩 最低' }, '0031 0028'],
	['a stage', { stage: 'accepted' }, '0030'],
	['overdue', { due: 'overdue' }, '0031'],
	['due today', { due: 'today' }, '0028'],
	['due within a week', { due: 'week' }, '0030 0028'],
	['no limit', { due: 'none' }, '0029'],
	['where its record is', { place: 'needs-you' }, '0028'],
	['who has it; before it is received, where it was taken in', { holder: 'V' }, '0029'],
	['the item', { item: 'hukou' }, '0029'],
	['only mine', { mine: true }, '0031 0028'],
	['handed in and not received', { handedIn: true }, '0029'],
	['changed since a day', { since: '2026-11-01' }, '0031 0030 0029'],
	['two conditions at once', { words: '岩', due: 'today' }, '0028']
])('by %s', (_, filter, expected) => {
	expect(found(filter)).toBe(expected);
});

test('they stand by the day they are due, those without one last, or by number', () => {
	expect(found({ order: 'due' })).toBe('0031 0028 0030 0029');
	expect(found({ order: 'number' })).toBe('0028 0029 0030 0031');
});
