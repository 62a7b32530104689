import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readChange, type Change } from '../../src/lib/changes/change.ts';
import { foldCase } from '../../src/lib/documents/case/fold.ts';
import { deedOf } from '../../src/lib/record/deed-of.ts';
import { countyLog } from '../../sync-server/log/county-log.ts';
import { promptSigner } from '../../sync-server/prompt-signer.ts';
import { createSequencer } from '../../sync-server/sequencer.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { DIRECTORY, opening, smallCounty, submitting, TOWN, VILLAGE } from './small-county.ts';

const DOC = 'case/one';
const note = (text: string) => ({ type: 'note', text });

let founded: Change[] = [];
let work: Change[] = [];
let refused: Change;

beforeAll(async () => {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const window = await town.enrol(TOWN, 'window');
	founded = town.storage.changesOf(DIRECTORY).flatMap(({ line }) => {
		const read = readChange(line);
		return read.ok ? read.change : [];
	});
	const open = await agent.write(DOC, opening);
	const paper = await agent.write(DOC, note('户口簿'), { seen: [open.id] });
	const call = await window.write(DOC, note('电话核实'), { seen: [open.id] });
	refused = await agent.write(DOC, { type: 'open', unit: VILLAGE }, { seen: [paper.id] });
	const submit = await agent.write(DOC, submitting, { seen: [paper.id, call.id] });
	const receive = await window.write(DOC, { type: 'receive', unit: TOWN }, { seen: [submit.id, call.id] });
	const sawRefused = await window.write(DOC, note('见前'), { seen: [receive.id, refused.id] });
	const last = await window.write(DOC, note('已告知'), { seen: [receive.id] });
	work = [open, paper, call, refused, submit, receive, sawRefused, last];
});

const signer = await promptSigner(new Uint8Array(32));

function countyWith(storage: Storage) {
	const clock = { now: () => Date.UTC(2026, 10, 23, 2) };
	const log = countyLog({ county: '532822', storage, signer });
	const setting = { county: '532822', storage, log, clock, signedIn: () => true };
	const sequencer = createSequencer(setting);
	// One by one: those who bound their keys knew the receipts of those before.
	for (const change of founded) sequencer.take([{ change, from: null }]);
	return () => createSequencer(setting);
}

/** The work in any order, with repetitions, cut into commits of any size; the server stops between some. */
const deliveries = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }).chain((order) =>
	fc.record({
		order: fc.constant(order),
		again: fc.array(fc.nat(7), { maxLength: 8 }),
		sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 16, maxLength: 16 }),
		stops: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 })
	})
);

test('P30 to P32: any order and repetition of delivery ends with everything placed once, after all it saw', () => {
	fc.assert(
		fc.property(deliveries, ({ order, again, sizes, stops }) => {
			const storage = openSqlite(':memory:');
			const start = countyWith(storage);
			let sequencer = start();
			const rest = [...order.slice(0, 4), ...again, ...order];
			for (let i = 0; rest.length > 0; i++) {
				const batch = rest.splice(0, sizes[i % sizes.length]).flatMap((place) => work[place] ?? []);
				sequencer.take(batch.map((change) => ({ change, from: change.envelope.device })));
				if (stops[i % stops.length]) sequencer = start();
			}

			const stored = storage.changesOf(DOC);
			const places = new Map(stored.map(({ id, receipt }) => [id, receipt?.pos ?? NaN]));
			expect(stored).toHaveLength(6);
			const from = founded.length + 1;
			expect([...places.values()]).toEqual([0, 1, 2, 3, 4, 5].map((i) => from + i));
			for (const { id, envelope } of work) {
				const pos = places.get(id);
				if (pos === undefined) continue;
				for (const seen of envelope.seen) expect(places.get(seen)).toBeLessThan(pos);
				const before = envelope.prev === null ? undefined : places.get(envelope.prev);
				if (before !== undefined) expect(before).toBeLessThan(pos);
			}
			expect(storage.refusal(refused.id)?.code).toBe('malformed-action');

			const deeds = stored.flatMap(({ line, receipt }) => {
				const read = readChange(line);
				return read.ok ? deedOf({ change: read.change, receipt }, sequencer.directory()) : [];
			});
			expect(storage.stateOf(DOC)?.state).toEqual(foldCase(DOC, deeds));
			storage.close();
		}),
		{ numRuns: 60 }
	);
});
