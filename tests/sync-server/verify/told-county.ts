import { DatabaseSync } from 'node:sqlite';
import { storageOn } from '../../../sync-server/storage/sqlite.ts';
import { DIRECTORY, opening, smallCounty, openingOf, submitting, TOWN, VILLAGE } from '../small-county.ts';

/**
 * A small county with something of all that a record can hold: cases at several stages, a bundle, refusals, changes that
 * wait, a clerk who left, a release, and a stop in between.
 */
export async function toldCounty(path = ':memory:') {
	const db = new DatabaseSync(path);
	const town = await smallCounty(() => storageOn(db));
	const agent = await town.enrol(VILLAGE, 'agent');
	const window = await town.enrol(TOWN, 'window');
	let lines = [await agent.connect(), await window.connect()];
	const push = async (which: 0 | 1, ...changes: { line: string }[]) => {
		lines[which]?.send({ type: 'push', lines: changes.map(({ line }) => line) });
		await town.settle();
	};
	const note = (text: string) => ({ type: 'note', text });

	const open = await agent.write('case/one', opening);
	const bad = await agent.write('case/one', { type: 'open', unit: VILLAGE }, { seen: [open.id] });
	const submit = await agent.write('case/one', submitting, { seen: [open.id] });
	await push(0, submit);
	await push(0, open, bad);
	const receive = await window.write('case/one', { type: 'receive', unit: TOWN }, { seen: [submit.id] });
	const sawBad = await window.write('case/one', note('见前'), { seen: [receive.id, bad.id] });
	await push(1, receive, sawBad);

	town.restart();
	lines = [await agent.connect(), await window.connect()];
	town.county.logReleases([{ number: 1, hash: 'A'.repeat(43) }]);
	await town.decree({ type: 'endRole', clerk: 'window', unit: TOWN, role: 'window' });
	const item = { code: 'MZ-001', version: 'A'.repeat(43) };
	const place = { unit: VILLAGE, by: 'self', to: TOWN, lead: null };
	const members = [{ item, case: 'case/one' }];
	const bundle = { code: 'YJS-01', version: item.version };
	const matterOpening = { type: 'open', number: openingOf(1).number, bundle, ...place, members };
	const matter = await agent.write('bundle/one', matterOpening);
	await push(0, matter);
	const late = await window.write('case/one', note('已告知'), { seen: [receive.id] });
	await push(1, late);
	const missing = 'B'.repeat(43);
	const early = await agent.write('case/two', note('先到'), { seen: [missing] });
	const earlier = await agent.write('case/two', note('也先到'), { seen: [early.id] });
	await push(0, early, earlier);
	if (town.failures.length > 0) throw new Error(String(town.failures[0]));
	return { ...town, db, directoryDoc: DIRECTORY };
}
