import { expect, test, vi } from 'vitest';
import { attachPaper } from '../../src/lib/commands/attach-paper.ts';
import { editForm } from '../../src/lib/commands/edit-form.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { recallCase } from '../../src/lib/commands/recall-case.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import { takeBackEdit } from '../../src/lib/commands/take-back-edit.ts';
import { takeBackPaper } from '../../src/lib/commands/take-back-paper.ts';
import { withdrawCase } from '../../src/lib/commands/withdraw-case.ts';
import { shownFields } from '../../src/lib/documents/case/form.ts';
import type { CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { TOWN, VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate } from '../sync/county-and-stations.ts';

vi.setConfig({ testTimeout: 30_000 });

const item = {
	version: 'v'.repeat(43),
	implementation: { code: '532822MZ-001', proxy: '可' }
} as CatalogueItem;
const before = { 'form.purpose': '', 'applicant.phone': '' };
const paper = { paper: 'm1', name: '户口簿', copies: 0, photographs: [], instead: '' };
const since = { ok: false, code: 'written-since' };

/** Two clerks of one village, with a case of the first that both have. */
async function twoAtOneCase() {
	const { town, desk, until } = await countyAndStations();
	const one = await desk(VILLAGE, 'agent');
	const other = await desk(VILLAGE, 'agent');
	const doc = newCaseDoc(one.station);
	const fields = { 'applicant.name': '岩温', 'applicant.idType': '护照', 'applicant.idNumber': 'E12345678' };
	const opened = await openCase(one.station, { doc, item, by: 'self', unit: VILLAGE, fields });
	if (!opened.ok) throw new Error(opened.code);
	const bothHaveAll = () =>
		until(async () => (await Promise.all([one, other].map((each) => isUpToDate(town, each)))).every(Boolean));
	await bothHaveAll();
	const state = async () => {
		const view = await one.station.caseView(doc);
		if (view === null) throw new Error('no case');
		return view.state;
	};
	return { one: one.station, other: other.station, doc, bothHaveAll, state };
}

test('an edit is taken back, unless a colleague wrote one of its fields since', async () => {
	const { one, other, doc, bothHaveAll, state } = await twoAtOneCase();
	const edit = async () => {
		const edited = await editForm(one, doc, {
			fields: { 'form.purpose': '高龄津贴', 'applicant.phone': '13800000000' }
		});
		if (!edited.ok) throw new Error(edited.code);
		return edited.value;
	};
	expect(await takeBackEdit(one, doc, { edit: await edit(), fields: before })).toMatchObject({ ok: true });
	expect(shownFields(await state())).toMatchObject(before);

	const again = await edit();
	await bothHaveAll();
	await editForm(other, doc, { fields: { 'applicant.phone': '13911111111' } });
	await bothHaveAll();
	expect(await takeBackEdit(one, doc, { edit: again, fields: before })).toEqual(since);
	expect(shownFields(await state())).toMatchObject({ 'applicant.phone': '13911111111' });
});

test('a paper is taken back, unless a colleague attached it anew or took it away since', async () => {
	const { one, other, doc, bothHaveAll, state } = await twoAtOneCase();
	const attach = async () => {
		const attached = await attachPaper(one, doc, { ...paper, way: 'seen' });
		if (!attached.ok) throw new Error(attached.code);
		return { attach: attached.value, before: { ...paper, way: 'remove' as const } };
	};
	expect(await takeBackPaper(one, doc, await attach())).toMatchObject({ ok: true });
	expect((await state()).papers).toEqual([]);

	const again = await attach();
	await bothHaveAll();
	await attachPaper(other, doc, { ...paper, way: 'copy', copies: 1 });
	await bothHaveAll();
	expect(await takeBackPaper(one, doc, again)).toEqual(since);
	expect((await state()).papers).toMatchObject([{ way: 'copy' }]);
	await attachPaper(other, doc, { ...paper, way: 'remove' });
	await bothHaveAll();
	expect(await takeBackPaper(one, doc, again)).toEqual(since);
});

test('what nobody has signed is withdrawn without a signature; what was signed only with one', async () => {
	const { one, doc, state } = await twoAtOneCase();
	const withdraw = () => withdrawCase(one, doc, { reason: '收件时换了事项', signature: [] });
	expect(await submitCase(one, doc, { to: TOWN, signature: 'on-paper' })).toMatchObject({ ok: true });
	expect(await withdraw()).toEqual({ ok: false, code: 'signature-missing' });
	expect(await recallCase(one, doc, { remark: '' })).toMatchObject({ ok: true });
	expect(await withdraw()).toMatchObject({ ok: true });
	expect((await state()).timeline.at(-1)?.action).toMatchObject({ type: 'withdraw', unsigned: true });
});
