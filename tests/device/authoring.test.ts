import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { openStation } from '../../src/lib/device/open-station.ts';
import { note, openAtVillage, write } from './case-work.ts';
import { PASSWORD, enrolledStation, stationSetting } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE } from './hand-made-county.ts';

const CASE = 'case/01A';

afterEach(() => vi.restoreAllMocks());

test('what was done is on the disk, in the outbox and in the list, each change after the one before it', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	await write(station, CASE, { 'applicant.name': '岩温', 'applicant.idNumber': '532822199001010021' }, 7);

	const outbox = await station.outbox(10);
	expect(outbox.map(({ body }) => body?.action.type)).toEqual(['open', 'edit']);
	expect(outbox.map(({ envelope }) => envelope.seq)).toEqual([3, 4]);
	expect(outbox[1]?.envelope.prev).toBe(outbox[0]?.id);
	expect(outbox[1]?.envelope.seen).toEqual([outbox[0]?.id]);
	expect(await station.head()).toEqual({ seq: 4, id: outbox[1]?.id });
	expect(await station.caseRows()).toMatchObject([
		{
			doc: CASE,
			stage: 'intake',
			origin: VILLAGE,
			place: 'here',
			onlyHere: 2,
			face: { applicantName: '岩温', idLastFour: '0021' }
		}
	]);
});

test('where the disk is full nothing is written, and what was typed stays', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	const draft = {
		id: 'd1',
		clerk: 'ai',
		doc: CASE,
		itemCode: null,
		changedAt: 1,
		content: { text: '打了字' }
	};
	await station.saveDraft(draft);
	const before = { head: await station.head(), rows: await station.caseRows() };

	// The change and its outbox row are added; what must be put beside them is not taken.
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	expect(await note(station, CASE, '存不下')).toEqual({ ok: false, code: 'disk-full' });
	vi.restoreAllMocks();

	expect({ head: await station.head(), rows: await station.caseRows() }).toEqual(before);
	expect(await station.outbox(10)).toHaveLength(1);
	expect((await station.caseView(CASE))?.state.notes).toEqual([]);
	expect(await station.draft('d1')).toEqual(draft);
	expect(await note(station, CASE, '又有地方了')).toMatchObject({ ok: true });
});

test('two tabs on one disk never take one place of the chain twice', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const tab = await enrolledStation(county, VILLAGE, 'ai', setting);
	const other = await openStation(setting);
	await openAtVillage(tab, CASE);
	const written = await Promise.all(
		Array.from({ length: 10 }, (_, i) => note(i % 2 === 0 ? tab : other, CASE, `第${i}条`))
	);
	expect(written.every(({ ok }) => ok)).toBe(true);
	const seqs = (await other.outbox(20)).map(({ envelope }) => envelope.seq);
	expect(seqs).toEqual(Array.from({ length: 11 }, (_, i) => i + 3));
	expect((await other.caseView(CASE))?.state.notes).toHaveLength(10);
});

test('should the lock ever fail, the disk refuses the second change of a place whole', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const tab = await enrolledStation(county, VILLAGE, 'ai', setting);
	await openAtVillage(tab, CASE);
	const lockless = await openStation({ ...setting, locks: { hold: (_, work) => work() } });
	const written = await Promise.all([note(tab, CASE, '一'), note(lockless, CASE, '二')]);
	expect(written.filter(({ ok }) => ok)).toHaveLength(1);
	expect(written).toContainEqual({ ok: false, code: 'disk-failed' });
	expect(await tab.outbox(10)).toHaveLength(2);
	expect((await tab.caseView(CASE))?.state.notes).toHaveLength(1);
});

test('a deed that would be set aside is not written; the reason comes back', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	const decided = await station.authorCase(CASE, () => [{ type: 'handOver', to: '532822104', remark: '' }]);
	expect(decided).toEqual({ ok: false, code: 'not-at-this-stage' });
	expect(await station.outbox(10)).toHaveLength(1);
});

test('nobody writes before enrolment, after signing out, or under the name of a copied device', async () => {
	const county = await handMadeCounty();
	const fresh = await openStation(stationSetting(county));
	expect(await note(fresh, CASE, '早了')).toEqual({ ok: false, code: 'not-enrolled' });
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await station.signOut();
	expect(await note(station, CASE, '没人')).toEqual({ ok: false, code: 'not-signed-in' });
	await station.takeOver('ai', PASSWORD);
	await station.markForked();
	expect(await note(station, CASE, '两台')).toEqual({ ok: false, code: 'forked' });
});

test('a number is never given twice, also when unused and after the app was closed', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const station = await enrolledStation(county, VILLAGE, 'ai', setting);
	const first = await Promise.all([station.takeNumber(), station.takeNumber()]);
	station.close();
	const reopened = await openStation(setting);
	const taken = [...first, await reopened.takeNumber()];
	const numbers = taken.flatMap((one) => (one.ok ? one.number : []));
	expect(numbers.map((number) => number.split('-')[3]).sort()).toEqual(['0001', '0002', '0003']);
	expect(numbers[0]).toMatch(/^532822104201-261123-001-/);
});

test('a disk that is cleared under an open page is told of, and nothing is said to be saved on the empty one', async () => {
	const county = await handMadeCounty();
	const gone = vi.fn();
	const setting = { ...stationSetting(county), gone };
	const station = await enrolledStation(county, VILLAGE, 'ai', setting);
	await openAtVillage(station, CASE);
	const { indexedDB, name } = setting;
	await new Promise((resolve, reject) => {
		const clearing = indexedDB?.factory.deleteDatabase(name);
		if (!clearing) return reject(new Error('there is no disk'));
		clearing.onsuccess = resolve;
		clearing.onerror = reject;
	});
	expect(gone).toHaveBeenCalled();
	expect(await note(station, CASE, '没有了')).toEqual({ ok: false, code: 'not-enrolled' });
});
