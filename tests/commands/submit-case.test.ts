import { expect, test, vi } from 'vitest';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import type { Strokes } from '../../src/lib/documents/case/actions.ts';
import type { CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { TOWN, VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations } from '../sync/county-and-stations.ts';

vi.setConfig({ testTimeout: 30_000 });

const item = {
	version: 'v'.repeat(43),
	implementation: { code: '532822MZ-001', proxy: '可' }
} as CatalogueItem;
const drawn: Strokes = [
	[
		[10, 20],
		[30, 40]
	]
];

async function intakeBy(by: 'self' | 'proxy') {
	const { station } = await (await countyAndStations()).desk(VILLAGE, 'agent');
	const doc = newCaseDoc(station);
	const of = (who: string, idNumber: string) => ({ [`${who}.name`]: who, [`${who}.idNumber`]: idNumber });
	const proxy = by === 'proxy' ? of('proxy', '110105198001010024') : {};
	const fields = { ...of('applicant', '11010519491231002X'), ...proxy };
	const opened = await openCase(station, { doc, item, by, unit: VILLAGE, fields });
	if (!opened.ok) throw new Error(opened.code);
	return {
		submit: (principal?: Strokes | null) =>
			submitCase(station, doc, {
				to: TOWN,
				signature: 'on-paper',
				...(principal === undefined ? {} : { principal })
			}),
		submitted: async () => (await station.caseView(doc))?.state.submitted
	};
}

test('a principal who is there beside the proxy signs as well, and who was said to be there must', async () => {
	const { submit, submitted } = await intakeBy('proxy');
	expect(await submit([])).toEqual({ ok: false, code: 'principal-unsigned' });
	expect(await submit(drawn)).toMatchObject({ ok: true });
	expect(await submitted()).toMatchObject({ signature: [], principal: drawn });
});

test('a principal’s signature is on the letter of authority where none is on the screen', async () => {
	const { submit, submitted } = await intakeBy('proxy');
	expect(await submit()).toMatchObject({ ok: true });
	expect(await submitted()).not.toHaveProperty('principal');
});

test('who comes for themselves has no principal', async () => {
	const { submit, submitted } = await intakeBy('self');
	expect(await submit(drawn)).toMatchObject({ ok: true });
	expect(await submitted()).not.toHaveProperty('principal');
});
