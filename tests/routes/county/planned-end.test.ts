import { expect, test } from 'vitest';
import type { RoleTerm } from '../../../src/lib/documents/directory/state.ts';
import { isPastPlan } from '../../../src/routes/county/planned-end.ts';

function term(planned: string | null, until: number | null = null): RoleTerm {
	return { clerk: 'yu', unit: '5328', role: 'window', from: 1, until, since: 1, ended: until, planned };
}

test('a deputy’s role still holds on the last planned day, and wants an end on the next', () => {
	expect(isPastPlan(term('2026-12-09'), '2026-12-09')).toBe(false);
	expect(isPastPlan(term('2026-12-09'), '2026-12-10')).toBe(true);
});

test('one without a plan, and one that was ended, want nothing', () => {
	expect(isPastPlan(term(null), '2026-12-10')).toBe(false);
	expect(isPastPlan(term('2026-12-09', 7), '2026-12-10')).toBe(false);
});
