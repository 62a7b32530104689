import { expect, test, vi } from 'vitest';
import { addMember } from '../../src/lib/commands/add-member.ts';
import { dropMember } from '../../src/lib/commands/drop-member.ts';
import { newBundleDoc } from '../../src/lib/commands/new-bundle-doc.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openBundle, type BundleOpening } from '../../src/lib/commands/open-bundle.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import type { OpenStation } from '../../src/lib/device/open-station.ts';
import { formHash, shownFields } from '../../src/lib/documents/case/form.ts';
import type { CatalogueBundle, CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { enrolledStation } from '../device/enrolled-station.ts';
import { handMadeCounty, TOWNSHIP, VILLAGE } from '../device/hand-made-county.ts';

vi.setConfig({ testTimeout: 30_000 });

const item = (code: string, proxy = '可') =>
	({ version: 'v'.repeat(43), implementation: { code, proxy } }) as CatalogueItem;
const bundle = { version: 'b'.repeat(43), bundle: { code: 'YJS-01', lead: '532822WJ' } } as CatalogueBundle;
const photograph = { hash: 'h'.repeat(43), key: 'k'.repeat(43), size: 9, mediaType: 'image/jpeg' as const };
const card = {
	paper: 'm1',
	name: '居民身份证',
	way: 'photo' as const,
	copies: 0,
	photographs: [photograph],
	instead: ''
};

function openingOf(station: OpenStation, changes: Partial<BundleOpening> = {}): BundleOpening {
	const codes = ['WJ-002', 'GA-001', 'YB-001'];
	return {
		doc: newBundleDoc(station),
		bundle,
		by: 'self',
		unit: VILLAGE,
		to: TOWNSHIP,
		fields: { 'applicant.name': '玉罕', 'applicant.idNumber': '532822199001010015' },
		members: codes.map((code) => ({
			doc: newCaseDoc(station),
			item: item(code),
			papers: code === 'YB-001' ? [] : [card],
			fields: {}
		})),
		signature: [[[1, 1]]],
		onPaperNote: '签在纸上',
		...changes
	};
}

test('一件事 makes one parent and a case for each item: one form, one signature, a photograph once', async () => {
	const station = await enrolledStation(await handMadeCounty(), VILLAGE, 'ai');
	const opening = openingOf(station);
	const opened = await openBundle(station, opening);
	expect(opened).toMatchObject({ ok: true, value: { cases: opening.members.map(({ doc }) => doc) } });

	const parent = await station.bundleView(opening.doc);
	expect(parent?.state.members.map(({ item: { code } }) => code)).toEqual(['WJ-002', 'GA-001', 'YB-001']);
	expect(parent?.row).toMatchObject({ origin: VILLAGE, place: 'here', onlyHere: 1 });
	const numbers = new Set([parent?.state.number]);
	for (const { doc } of opening.members) {
		const view = await station.caseView(doc);
		if (!view) throw new Error(doc);
		const { state } = view;
		expect(state).toMatchObject({
			stage: 'submitted',
			offer: { to: TOWNSHIP },
			bundle: { doc: opening.doc, code: 'YJS-01' }
		});
		expect(state.submitted?.form).toBe(formHash(state));
		expect(state.papers.map(({ photographs }) => photographs[0]?.hash)).toEqual(
			state.item?.code === 'YB-001' ? [] : [photograph.hash]
		);
		numbers.add(state.number);
	}
	expect(numbers.size).toBe(4);
});

test('一件事 is all on the disk or not at all', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const before = (await station.outbox(100)).length;
	// The last member's case is there already: its `open` would be set aside.
	const first = openingOf(station);
	await openBundle(station, first);
	const after = (await station.outbox(100)).length;
	const again = openingOf(station);
	const [one, two] = again.members;
	const taken = first.members.at(-1);
	if (!one || !two || !taken) throw new Error('three members');
	expect(await openBundle(station, { ...again, members: [one, two, { ...taken, papers: [] }] })).toEqual({
		ok: false,
		code: 'already-done'
	});
	expect(after).toBeGreaterThan(before);
	expect(await station.outbox(100)).toHaveLength(after);
	expect(await station.bundleView(again.doc)).toBeNull();
	expect(await station.caseView(one.doc)).toBeNull();
	const rows = await station.bundleRows();
	await station.rebuildProjections();
	expect(await station.bundleRows()).toEqual(rows);
	expect(rows).toHaveLength(1);
});

test('一件事 says what it lacks, and writes nothing', async () => {
	const station = await enrolledStation(await handMadeCounty(), VILLAGE, 'ai');
	const says = async (changes: Partial<BundleOpening>) => {
		const opened = await openBundle(station, openingOf(station, changes));
		return opened.ok ? 'done' : opened.code;
	};
	const inPerson = [{ doc: newCaseDoc(station), item: item('MZ-012', '不可'), papers: [], fields: {} }];
	const pictureless = [
		{ doc: newCaseDoc(station), item: item('MZ-1'), papers: [{ ...card, photographs: [] }], fields: {} }
	];
	expect(await says({ members: [] })).toBe('no-members');
	expect(await says({ by: 'proxy', members: inPerson })).toBe('proxy-not-allowed');
	expect(await says({ fields: { 'applicant.name': '玉罕' } })).toBe('applicant-missing');
	expect(await says({ by: 'proxy' })).toBe('proxy-missing');
	expect(await says({ signature: [] })).toBe('signature-missing');
	expect(await says({ members: pictureless })).toBe('photograph-missing');
	expect(
		await says({ fields: { 'applicant.name': '玉罕', 'applicant.idNumber': '532822199001010011' } })
	).toBe('wrong-id-number');
	expect(await station.bundleRows()).toEqual([]);
});

test('what one item’s form says besides never overrides the one form, and is read as strictly', async () => {
	const station = await enrolledStation(await handMadeCounty(), VILLAGE, 'ai');
	const saying = (fields: Record<string, string>) => {
		const opening = openingOf(station);
		return { ...opening, members: opening.members.map((member) => ({ ...member, fields })) };
	};
	const wrong = await openBundle(station, saying({ 'family.0.idNumber': '532822199001010011' }));
	expect(wrong).toEqual({ ok: false, code: 'wrong-id-number' });
	expect(await station.bundleRows()).toEqual([]);

	const opening = saying({ 'applicant.idNumber': '1', 'applicant.name': '别人', 'form.situations': 'm9' });
	expect((await openBundle(station, opening)).ok).toBe(true);
	const view = await station.caseView(opening.members[0]?.doc ?? '');
	if (!view) throw new Error('no case');
	expect(shownFields(view.state)).toEqual({ ...opening.fields, 'form.situations': 'm9' });
	expect(view.state.submitted?.form).toBe(formHash(view.state));
});

test('nothing is taken in at a closed unit or sent to one that does not take it, neither one item nor several', async () => {
	const county = await handMadeCounty();
	const unit = { name: '', short: '', phone: null, address: null };
	const village = { ...unit, id: VILLAGE, level: 'village', parent: TOWNSHIP } as const;
	const town = { ...unit, id: TOWNSHIP, level: 'township', parent: null } as const;
	const named = <T extends { id: string }>(of: T) => ({ ...of, name: of.id, short: of.id });
	await county.say({ type: 'putUnit', unit: { ...named(town), items: ['GA-001'] } });
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const opening = openingOf(station);
	expect(await openBundle(station, opening)).toEqual({ ok: false, code: 'item-not-taken' });
	const alone = opening.members.filter(({ item: of }) => of.implementation.code === 'GA-001');
	expect((await openBundle(station, { ...opening, members: alone })).ok).toBe(true);
	const later = { bundle: opening.doc, item: item('YB-001'), unit: TOWNSHIP };
	expect(await addMember(station, later)).toEqual({ ok: false, code: 'item-not-taken' });

	const one = { doc: newCaseDoc(station), by: 'self' as const, fields: opening.fields };
	expect((await openCase(station, { ...one, item: item('YB-001'), unit: VILLAGE })).ok).toBe(true);
	const submitted = { to: TOWNSHIP, signature: 'on-paper' as const };
	expect(await submitCase(station, one.doc, submitted)).toEqual({ ok: false, code: 'item-not-taken' });

	await county.say({ type: 'putUnit', unit: { ...named(village), closed: true } });
	const shut = await enrolledStation(county, VILLAGE, 'yu');
	expect(await openBundle(shut, openingOf(shut))).toEqual({ ok: false, code: 'unit-closed' });
	const refused = { ...one, doc: newCaseDoc(shut), item: item('GA-001'), unit: VILLAGE };
	expect(await openCase(shut, refused)).toEqual({ ok: false, code: 'unit-closed' });
});

test('an item is added later with the form of the others, and one not wanted is withdrawn with its case', async () => {
	const station = await enrolledStation(await handMadeCounty(), VILLAGE, 'ai');
	const asked = openingOf(station);
	const opening = {
		...asked,
		members: asked.members.map((member) => ({ ...member, fields: { 'form.situations': 'm9' } }))
	};
	await openBundle(station, opening);
	const added = await addMember(station, { bundle: opening.doc, item: item('WJ-005'), unit: VILLAGE });
	if (!added.ok) throw new Error(added.code);
	const view = await station.caseView(added.value.doc);
	expect(view?.state).toMatchObject({ stage: 'intake', bundle: { doc: opening.doc } });
	expect(view?.state.fields['applicant.name']?.[0]?.value).toBe('玉罕');
	expect(view?.state.fields['form.situations']).toBeUndefined();

	const doc = opening.members[0]?.doc ?? '';
	const drop = { bundle: opening.doc, doc, reason: '医院已办', signature: 'on-paper' as const };
	expect(await dropMember(station, { ...drop, reason: ' ' })).toEqual({ ok: false, code: 'reason-missing' });
	expect(await dropMember(station, drop)).toEqual({ ok: true, value: { withdrawn: true } });
	expect((await station.caseView(doc))?.state.stage).toBe('withdrawn');
	const members = (await station.bundleView(opening.doc))?.state.members ?? [];
	expect(members.map(({ item: { code }, dropped }) => [code, dropped?.reason ?? null])).toEqual([
		['WJ-002', '医院已办'],
		['GA-001', null],
		['YB-001', null],
		['WJ-005', null]
	]);
});

test('where every case of a bundle was withdrawn there is none to make another like', async () => {
	const station = await enrolledStation(await handMadeCounty(), VILLAGE, 'ai');
	const opening = openingOf(station);
	await openBundle(station, opening);
	for (const { doc } of opening.members) {
		await dropMember(station, { bundle: opening.doc, doc, reason: '不办了', signature: 'on-paper' });
	}
	const later = { bundle: opening.doc, item: item('WJ-005'), unit: VILLAGE };
	expect(await addMember(station, later)).toEqual({ ok: false, code: 'no-sibling' });
});
