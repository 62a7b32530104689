import type { Change } from '../../../src/lib/changes/change.ts';
import { advanceCase, startCase } from '../../../src/lib/documents/case/fold.ts';
import type { CaseState } from '../../../src/lib/documents/case/state.ts';
import type { DirectoryState } from '../../../src/lib/documents/directory/state.ts';
import type { CatalogueItem } from '../../../src/lib/domain/catalogue.ts';
import { deedOf } from '../../../src/lib/record/deed-of.ts';
import { demoUnits } from '../../../sync-server/demo/units.ts';
import type { County } from '../../../sync-server/county.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { courseOf, type Hand, type Step } from './course.ts';
import { actionsFor, type Matter } from './deeds.ts';
import type { Desk } from './desk.ts';
import { neighbour } from './people.ts';
import type { OfficeDays } from './working-hours.ts';

export type Work = {
	county: County;
	time: VirtualTime;
	days: OfficeDays;
	random: SeededRandom;
	desks: Desk[];
	cases: number;
	/** What people come for, the usual things first. */
	items: CatalogueItem[];
};

/** What both sides know of a case: as it is, and as it was before the last step. */
type Told = { state: CaseState; heads: string[] };
type Case = { doc: string; matter: Matter | null; now: Told; before: Told };

/** `at`: when it is done; `arrives`: when the county has it. */
type Event = { at: number; arrives: number; desk: Desk; step: Step; of: Case; begin: () => Matter };

/** How much time one commit of the county gathers. */
const COMMIT_MS = 30 * 60_000;

/** Does everything that these cases went through, day by day, desk by desk, and gives it to the county. */
export async function workOff(work: Work): Promise<void> {
	const { county, time, random } = work;
	const directory = county.directory();
	const events = Array.from({ length: work.cases }, (_, n) => eventsOf(work, n)).flat();
	events.sort((a, b) => a.at - b.at);
	let underway: { change: Change; arrives: number }[] = [];
	let committed = 0;

	/** Everything that has come to the county by now, in the order of writing. */
	async function deliver(by = time.now()): Promise<void> {
		const come = underway.filter(({ arrives }) => arrives <= by);
		if (come.length === 0) return;
		underway = underway.filter(({ arrives }) => arrives > by);
		const wrong = (await county.record(come.map(({ change }) => change))).find(({ is }) => is !== 'settled');
		if (wrong) throw new Error(`the county did not take a change: ${JSON.stringify(wrong)}`);
		committed = time.now();
	}

	for (const event of events) {
		time.advance(Math.max(0, event.at - time.now()));
		if (event.at - committed > COMMIT_MS) await deliver();
		if (event.arrives === event.at) event.desk.hear(committed);
		for (const change of await perform(event, directory, random)) {
			underway.push({ change, arrives: event.arrives });
		}
	}
	await deliver(Infinity);
}

function eventsOf({ days, random, desks, items }: Work, n: number): Event[] {
	const item = items[Math.floor(items.length * random.fraction() ** 2.2)];
	if (!item) throw new Error('nothing is served here');
	const { decideLevel, unit, legal } = item.implementation;
	const course = courseOf(random, legal?.value ?? 20, decideLevel === '乡镇');
	const origin = originOf(desks, random, course.steps);
	const department = unit ?? '';
	const doc = `case/${String(n).padStart(6, '0')}${'0'.repeat(20)}`;
	const start: Told = { state: startCase(doc), heads: [] };
	const one: Case = { doc, matter: null, now: start, before: start };
	const begin = () => newMatter(item, origin, department, random);
	const morning = random.below(100);
	let before: { desk: Desk; age: number } | null = null;
	return course.steps.map((step, place) => {
		const desk = deskFor(step.by, { origin, department }, desks);
		// Nobody else goes on with what has not come to the county.
		const told = before && (before.desk === desk ? before.age : before.desk.arrival(before.age));
		const age = Math.min(step.age, told ?? Infinity);
		const at = days.at(age, morning + place * 22 + random.below(15));
		const arrival = desk.arrival(age);
		before = { desk, age };
		return {
			at,
			arrives: arrival === age ? at : days.at(arrival, 0),
			desk,
			step: { ...step, age },
			of: one,
			begin
		};
	});
}

/** One in five comes to the township itself; where two differ, both are of the village with two agents. */
function originOf(desks: Desk[], random: SeededRandom, steps: Step[]): Desk {
	const villages = desks.filter(({ unit }) => unit.length === 12);
	const first = desks.find(({ clerk }) => clerk === 'cun1');
	const window = desks.find(({ clerk }) => clerk === 'zhen1');
	if (!first || !window) throw new Error('the demo county has other clerks');
	if (steps.some(({ by }) => by === 'colleague')) return first;
	return random.chance(0.2) ? window : random.pick(villages);
}

function deskFor(
	hand: Hand,
	{ origin, department }: { origin: Desk; department: string },
	desks: Desk[]
): Desk {
	const found = {
		origin: () => origin,
		colleague: () => desks.find(({ clerk }) => clerk === 'cun2'),
		window: () => desks.find(({ clerk }) => clerk === 'zhen1'),
		officer: () => desks.find(({ clerk }) => clerk === 'zhen2'),
		department: () => desks.find(({ unit }) => unit === department)
	}[hand]();
	if (!found) throw new Error(`nobody is ${hand} of ${department}`);
	return found;
}

function newMatter(item: CatalogueItem, origin: Desk, department: string, random: SeededRandom): Matter {
	const home = demoUnits().find(({ id }) => id === origin.unit);
	const village = home?.short ?? '';
	const isVillage = home?.level === 'village';
	return {
		number: origin.takeNumber(),
		item,
		who: neighbour(random, village),
		proxy: item.implementation.proxy !== '不可' && random.chance(0.15) ? neighbour(random, village) : null,
		origin: origin.unit,
		township: isVillage ? (home.parent ?? '') : origin.unit,
		department
	};
}

async function perform(event: Event, directory: DirectoryState, random: SeededRandom): Promise<Change[]> {
	const { desk, step, of: one, at } = event;
	one.matter ??= event.begin();
	const from = step.unseen ? one.before : one.now;
	let mine = from;
	let all = one.now;
	const changes: Change[] = [];
	for (const action of actionsFor(step.does, one.matter, from.state, at, random)) {
		const change = await desk.write(one.doc, action, mine.heads);
		const deed = deedOf({ change, receipt: null }, directory);
		mine = { state: advanceCase(mine.state, deed), heads: [change.id] };
		all = { state: advanceCase(all.state, deed), heads: [...(step.unseen ? all.heads : []), change.id] };
		const aside = all.state.timeline.at(-1)?.setAside;
		if (aside && !step.unseen) throw new Error(`${step.does} by ${desk.clerk} was set aside: ${aside.code}`);
		changes.push(change);
	}
	one.before = one.now;
	one.now = all;
	return changes;
}
