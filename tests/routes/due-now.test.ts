import { expect, test } from 'vitest';
import type { CaseRow } from '../../src/lib/device/station.ts';
import { dueNow } from '../../src/routes/frame/due-now.ts';

const TODAY = '2026-11-25';
const calm: CaseRow = {
	...{ doc: 'case/1', stage: 'accepted', origin: 'village', holder: 'town', offeredTo: null },
	...{ itemCode: null, bundle: null, outcome: null, supplemented: false, due: null, changedAt: 0 },
	...{ place: 'county', onlyHere: 0 },
	face: { number: null, applicantName: null, idLastFour: null }
};
const due = (date: string): CaseRow['due'] => ({ date, for: 'decide', confirmed: true });

test('the badge counts what is due today or overdue in this unit’s hands, and whatever needs a person', () => {
	expect(dueNow([calm, { ...calm, due: due('2026-11-26') }], 'town', TODAY)).toBe(0);
	expect(
		dueNow(
			[
				{ ...calm, due: due(TODAY) },
				{ ...calm, due: due('2026-11-01') }
			],
			'town',
			TODAY
		)
	).toBe(2);
	expect(dueNow([{ ...calm, place: 'needs-you' }], 'town', TODAY)).toBe(1);
});

test('the badge counts neither what another unit holds nor what is finished', () => {
	expect(dueNow([{ ...calm, due: due(TODAY), holder: 'county' }], 'town', TODAY)).toBe(0);
	expect(dueNow([{ ...calm, due: due(TODAY), stage: 'delivered' }], 'town', TODAY)).toBe(0);
});
