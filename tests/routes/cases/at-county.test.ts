import { expect, test } from 'vitest';
import type { CaseView } from '../../../src/lib/device/station.ts';
import { isAtCounty } from '../../../src/routes/cases/[case]/at-county.ts';

const view = (timeline: string[], onlyHere: string[]) =>
	({ state: { timeline: timeline.map((change) => ({ change })) }, onlyHere }) as unknown as CaseView;

test('what was just done is at the county only once it is seen with the county’s receipt', () => {
	expect(isAtCounty(view(['a'], []), 'b')).toBe(false);
	expect(isAtCounty(view(['a', 'b'], ['b']), 'b')).toBe(false);
	expect(isAtCounty(view(['a', 'b'], []), 'b')).toBe(true);
});
