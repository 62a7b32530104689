import { describe, expect, test } from 'vitest';
import type { CaseRow } from '../../../src/lib/device/station.ts';
import { batchDeeds, doInBatch, mayInBatch, unitForAll } from '../../../src/routes/cases/list/batch.ts';
import type { Viewer } from '../../../src/routes/cases/list/next-step.ts';
import { Selection } from '../../../src/routes/cases/list/selection.svelte.ts';

const township: Viewer = { unit: 'T', level: 'township', roles: ['window'] };

function row(facts: Partial<CaseRow>): CaseRow {
	return {
		...{
			doc: 'case/1',
			stage: 'received',
			origin: 'V',
			holder: 'T',
			offeredTo: null,
			itemCode: null,
			bundle: null,
			due: null
		},
		...{ outcome: null, supplemented: false, changedAt: 0, place: 'county', onlyHere: 0 },
		face: { number: null, applicantName: null, idLastFour: null },
		...facts
	};
}

function possible(facts: Partial<CaseRow>, viewer = township): string {
	return batchDeeds.filter((deed) => mayInBatch(deed, row(facts), viewer)).join(' ');
}

describe('what may be done to several cases at once', () => {
	test.each<[string, Partial<CaseRow>, string]>([
		['what was handed in is received', { holder: null, offeredTo: 'T', stage: 'submitted' }, 'receive'],
		['what is ours is handed over', {}, 'handOver'],
		['what we offered is taken back', { offeredTo: 'D', stage: 'accepted' }, 'recall'],
		['what others hold is left alone', { holder: 'D' }, ''],
		['what is finished is left alone', { stage: 'delivered' }, '']
	])('%s', (_, facts, expected) => {
		expect(possible(facts)).toBe(expected);
	});

	test('an agent takes back what the village submitted', () => {
		const village: Viewer = { unit: 'V', level: 'village', roles: ['agent'] };
		expect(possible({ holder: null, offeredTo: 'T', stage: 'submitted' }, village)).toBe('recall');
	});

	test('nobody accepts, decides or declines in a batch', () => {
		expect(batchDeeds).not.toEqual(expect.arrayContaining(['accept']));
		expect(batchDeeds.filter((deed) => ['accept', 'decide', 'decline'].includes(deed))).toEqual([]);
	});
});

test('one that cannot be done holds up no other, and is named with its reason', async () => {
	const counted: number[] = [];
	const result = await doInBatch(
		['a', 'b', 'c'],
		(doc) => {
			if (doc === 'c') return Promise.reject(new Error('the disk is gone'));
			return Promise.resolve(doc === 'b' ? { ok: false, code: 'not-offered-to-you' } : { ok: true });
		},
		(count) => counted.push(count)
	);
	expect(result).toEqual({
		done: ['a'],
		not: [
			{ doc: 'b', code: 'not-offered-to-you' },
			{ doc: 'c', code: 'disk-failed' }
		]
	});
	expect(counted).toEqual([1, 2, 3]);
});

test('Shift ticks all from the last one ticked, in the order in which they are shown', () => {
	const shown = ['a', 'b', 'c', 'd', 'e'].map((doc) => ({ doc }));
	const selection = new Selection();
	selection.toggle('d', shown, false);
	selection.toggle('b', shown, true);
	expect(shown.filter(({ doc }) => selection.has(doc)).map(({ doc }) => doc)).toEqual(['b', 'c', 'd']);
	selection.toggle('c', shown, false);
	expect(selection.has('c')).toBe(false);
});

test('a stack goes by itself only to the one unit that decides every case of it', () => {
	const choices = [{ id: 'civil-affairs' }, { id: 'police' }];
	expect(unitForAll(['police', 'police'], choices)).toBe('police');
	expect(unitForAll(['police', 'civil-affairs'], choices)).toBe('');
	expect(unitForAll(['police', undefined], choices)).toBe('');
	expect(unitForAll(['closed-office'], choices)).toBe('');
	expect(unitForAll([], choices)).toBe('');
});
