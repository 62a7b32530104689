import { expect, test, vi } from 'vitest';
import { acceptCase } from '../../src/lib/commands/accept-case.ts';
import { addNote } from '../../src/lib/commands/add-note.ts';
import { attachPaper } from '../../src/lib/commands/attach-paper.ts';
import { decideCase } from '../../src/lib/commands/decide-case.ts';
import { deliverCase } from '../../src/lib/commands/deliver-case.ts';
import { editForm } from '../../src/lib/commands/edit-form.ts';
import { handOverCase } from '../../src/lib/commands/hand-over-case.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { receiveCase } from '../../src/lib/commands/receive-case.ts';
import { requestCorrection } from '../../src/lib/commands/request-correction.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import { supplementCase } from '../../src/lib/commands/supplement-case.ts';
import type { CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { DEPARTMENT, TOWN, VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate, type Desk } from '../sync/county-and-stations.ts';

vi.setConfig({ testTimeout: 30_000 });

const item = (proxy: '可' | '不可') =>
	({ version: 'v'.repeat(43), implementation: { code: '532822MZ-001', proxy } }) as CatalogueItem;
const ID = '532822199001010015';
const applicant = {
	'applicant.name': '岩温',
	'applicant.idType': '身份证',
	'applicant.idNumber': ID
};
const signature: [number, number][][] = [[[1, 1]]];
const gap = { about: 'm1', wrong: '看不清', fix: '重拍', where: '', substitute: '' };
const done = { ok: true };

test('a case goes from the village over the township to the department and back, each rule kept on the way', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const township = await desk(TOWN, 'window');
	const department = await desk(DEPARTMENT, 'officer');
	const everyoneHasAll = () =>
		until(async () => {
			const ready = await Promise.all([village, township, department].map((one) => isUpToDate(town, one)));
			return ready.every(Boolean);
		});
	const stage = async ({ station }: Desk) => (await station.caseView(doc))?.state.stage;

	const doc = newCaseDoc(village.station);
	const opening = { doc, item: item('可'), by: 'self' as const, unit: VILLAGE, fields: applicant };
	const { station } = village;
	expect(await openCase(station, { ...opening, fields: { 'applicant.name': '岩温' } })).toEqual({
		ok: false,
		code: 'applicant-missing'
	});
	const slip = { ...applicant, 'applicant.idNumber': '532822199001010011' };
	expect(await openCase(station, { ...opening, fields: slip })).toEqual({
		ok: false,
		code: 'wrong-id-number'
	});
	expect(await openCase(station, { ...opening, item: item('不可'), by: 'proxy' })).toEqual({
		ok: false,
		code: 'proxy-not-allowed'
	});
	const opened = await openCase(station, { ...opening, fields: applicant });
	expect(opened).toMatchObject(done);
	expect(await editForm(station, doc, { fields: { 'applicant.name': '岩温' } })).toEqual({
		ok: false,
		code: 'nothing-changed'
	});
	expect(await editForm(station, doc, { fields: { 'form.purpose': '高龄津贴' } })).toMatchObject(done);
	const paper = { paper: 'm1', name: '户口簿', copies: 0, photographs: [], instead: '' };
	expect(await attachPaper(station, doc, { ...paper, way: 'photo' })).toEqual({
		ok: false,
		code: 'photograph-missing'
	});
	expect(await attachPaper(station, doc, { ...paper, way: 'substitute', instead: ' ' })).toEqual({
		ok: false,
		code: 'instead-missing'
	});
	expect(await attachPaper(station, doc, { ...paper, way: 'seen' })).toMatchObject(done);
	expect(await submitCase(station, doc, { to: TOWN, signature })).toMatchObject(done);
	await everyoneHasAll();

	expect(await receiveCase(township.station, doc, { unit: TOWN })).toMatchObject(done);
	const asked = { gaps: [gap], until: null, reasonForAnother: null };
	const unsaid = { ...asked, gaps: [gap, { ...gap, fix: ' ' }] };
	expect(await requestCorrection(township.station, doc, unsaid)).toEqual({ ok: false, code: 'gap-unsaid' });
	expect(await requestCorrection(township.station, doc, { ...asked, gaps: [] })).toEqual({
		ok: false,
		code: 'gaps-missing'
	});
	expect(await requestCorrection(township.station, doc, asked)).toMatchObject(done);
	await everyoneHasAll();
	expect(await supplementCase(station, doc, { remark: '重拍了' })).toMatchObject(done);
	await everyoneHasAll();
	expect(await requestCorrection(township.station, doc, asked)).toEqual({ ok: false, code: 'reason-needed' });
	const limits = { legal: { value: 20, unit: '工作日' as const }, promised: null };
	expect(await acceptCase(station, doc, limits)).toEqual({ ok: false, code: 'not-holder' });
	expect(await acceptCase(township.station, doc, limits)).toMatchObject(done);
	expect(await handOverCase(township.station, doc, { to: TOWN, remark: '' })).toEqual({
		ok: false,
		code: 'already-there'
	});
	expect(await handOverCase(township.station, doc, { to: DEPARTMENT, remark: '' })).toMatchObject(done);
	await everyoneHasAll();

	expect(await receiveCase(department.station, doc, { unit: DEPARTMENT })).toMatchObject(done);
	const said = { outcome: null, opinion: '不符', reason: '', documentNumber: '', authorised: false };
	const decide = (more: Partial<Parameters<typeof decideCase>[2]>) =>
		decideCase(department.station, doc, { ...said, ...more });
	expect(await decide({})).toEqual({ ok: false, code: 'outcome-missing' });
	expect(await decide({ outcome: 'granted' })).toEqual({ ok: false, code: 'authority-unsaid' });
	expect(await decide({ outcome: 'refused', authorised: null })).toEqual({
		ok: false,
		code: 'reason-missing'
	});
	expect(await decide({ outcome: 'granted', authorised: true })).toMatchObject(done);
	expect((await department.station.caseView(doc))?.state.timeline.at(-1)?.action).toMatchObject({
		type: 'decide',
		outcome: 'granted',
		authorised: true
	});
	expect(await addNote(department.station, doc, { text: ' ' })).toEqual({ ok: false, code: 'text-missing' });
	const delivery = { way: 'in-person' as const, taker: '岩温', signature: [], remark: '' };
	expect(await deliverCase(department.station, doc, delivery)).toEqual({
		ok: false,
		code: 'signature-missing'
	});
	expect(await deliverCase(department.station, doc, { ...delivery, signature: 'on-paper' })).toMatchObject(
		done
	);
	await everyoneHasAll();

	expect(await Promise.all([village, township, department].map(stage))).toEqual([
		'delivered',
		'delivered',
		'delivered'
	]);
	const [row] = await station.caseRows();
	expect(row?.face).toEqual({
		number: opened.ok ? opened.value.number : '',
		applicantName: '岩温',
		idLastFour: ID.slice(-4)
	});
	expect((await station.caseView(doc))?.conflicts).toEqual([]);
	expect(town.failures).toEqual([]);
});
