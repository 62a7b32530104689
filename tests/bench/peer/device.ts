// First of all: Dexie's live queries look for an IndexedDB of the whole process when Dexie is loaded.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { enrolDevice } from '../../../src/lib/commands/enrol-device.ts';
import { signIn } from '../../../src/lib/commands/sign-in.ts';
import { openStation, type OpenStation } from '../../../src/lib/device/open-station.ts';
import { editForm } from '../../../src/lib/documents/case/form.ts';
import type { FieldValue } from '../../../src/lib/documents/case/state.ts';
import { officialCalendar } from '../../../src/lib/domain/holidays.ts';
import { systemClock, systemRandom, systemTimers } from '../../../src/lib/platform/real.ts';
import { openDoor } from '../../../src/lib/sync/door.ts';
import { openLine, type Line } from '../../../src/lib/sync/line.ts';
import { heldKeys, quickStretch } from '../../support/held-keys.ts';
import { oneAtATime } from '../../support/locks.ts';
import { benchKind, shelves, type BenchState } from './bench-kind.ts';
import { connect, type Wire } from './wire.ts';

/** So many documents are written in one transaction. */
const TOGETHER = 100;
const CLERK = 'zhen2';

/** Values that were written to one document and are not yet changes. */
type Unwritten = Map<string, Record<string, FieldValue>>;

/** The product's device: its store over IndexedDB, its line, its authoring; without screens. Keeps what it has between sessions. */
export class BenchDevice {
	readonly #port: number;
	readonly #opened: Promise<OpenStation>;
	readonly #unwritten: Unwritten = new Map();
	/** By document; told whenever the disk has another state of it. */
	readonly #shown = new Map<string, (state: BenchState) => void>();
	readonly #states = new Map<string, BenchState>();
	#line: Line | null = null;
	#wire: Wire;
	/** Its clerk is signed in. */
	#isOpen = false;
	#writing = false;
	/** Goes up with every change that is begun: what the disk said of the outbox before is old. */
	#begun = 0;
	#unsent = false;
	#isFed = false;
	#whenFed: (() => void)[] = [];

	constructor(port: number, wire: Wire) {
		this.#port = port;
		this.#wire = wire;
		this.#opened = this.#open();
		this.#opened.catch((error: unknown) => {
			throw error;
		});
	}

	/** All that was written here is at the county, and what the county has for this device is here. */
	get isSettled(): boolean {
		return this.isAcknowledged && this.#isFed && this.#line?.state().receiving === null;
	}

	/** The county has receipted all that was written here. */
	get isAcknowledged(): boolean {
		return (
			this.#isOpen &&
			this.#whenFed.length === 0 &&
			this.#unwritten.size === 0 &&
			!this.#writing &&
			!this.#unsent &&
			this.#line?.state().status === 'on'
		);
	}

	/** Runs `work` as soon as the county has told once what this device may see. */
	whenFed(work: () => void): void {
		if (this.#states.size > 0 || this.#isFed) work();
		else this.#whenFed.push(work);
	}

	stateOf(doc: string): BenchState | undefined {
		return this.#states.get(doc);
	}

	/** `show` hears the document's state now and whenever it changes. */
	follow(doc: string, show: (state: BenchState) => void): void {
		this.#shown.set(doc, show);
		const state = this.#states.get(doc);
		if (state) show(state);
	}

	write(doc: string, values: Record<string, FieldValue>): void {
		this.#unwritten.set(doc, { ...this.#unwritten.get(doc), ...values });
		if (!this.#writing) void this.#writeAll();
	}

	/** On the line again. */
	async connect(wire: Wire): Promise<void> {
		this.#wire = wire;
		const station = await this.#opened;
		this.#line ??= this.#openLine(station);
	}

	disconnect(): void {
		this.#line?.close();
		this.#line = null;
	}

	async #writeAll(): Promise<void> {
		this.#writing = true;
		const station = await this.#opened;
		// What is written in the same turn goes into the same changes.
		await Promise.resolve();
		while (this.#unwritten.size > 0) {
			const batch = [...this.#unwritten].slice(0, TOGETHER);
			for (const [doc] of batch) this.#unwritten.delete(doc);
			this.#begun++;
			this.#unsent = true;
			const authored = await station.authorOf(
				benchKind,
				batch.map(([doc, values]) => ({
					doc,
					make: ({ form }) => [{ type: 'edit', ...editForm(form, values, randomClient()) }]
				}))
			);
			if (!authored.ok) throw new Error(authored.code);
		}
		this.#writing = false;
	}

	async #open(): Promise<OpenStation> {
		const name = `bench-${crypto.randomUUID()}`;
		shelves.set(name, (state) => {
			this.#states.set(state.id, state);
			// Of what was written meanwhile it knows nothing yet; the state that does comes next.
			if (!this.#unwritten.has(state.id)) this.#shown.get(state.id)?.(state);
		});
		const station = await openStation({
			name,
			clock: systemClock,
			random: systemRandom,
			locks: oneAtATime(),
			hold: heldKeys(),
			stretch: quickStretch,
			calendar: officialCalendar,
			fetchPhotograph: async () => null,
			storageEstimate: async () => null,
			app: 'bench',
			release: async () => 0,
			gone: () => {},
			indexedDB: { factory: new IDBFactory(), keyRange: IDBKeyRange }
		});
		await this.#enrol(station);
		this.#isOpen = true;
		return station;
	}

	/** As a person does it: by the code of the demo county's township, then its officer signs in. */
	async #enrol(station: OpenStation): Promise<void> {
		const line = this.#openLine(station);
		this.#line = line;
		const door = openDoor({
			fetch,
			origin: `http://127.0.0.1:${this.#port}`,
			ticket: () => line.state().ticket,
			deviceSigner: () => station.deviceSigner(),
			clerkSigner: () => station.clerkSigner()
		});
		const demo = await door.demo();
		const account = demo.ok ? demo.value.find((one) => one.account === CLERK) : undefined;
		if (!account) throw new Error('the county has no demo accounts');
		const enrolled = await enrolDevice(station, door, account.code, 'bench');
		if (!enrolled.ok) throw new Error(enrolled.code);
		const signedIn = await signIn(station, door, line, account.account, account.password);
		if (!signedIn.ok) throw new Error(signedIn.code);
	}

	#openLine(station: OpenStation): Line {
		this.#isFed = this.#states.size > 0;
		return openLine({
			network: { connect: () => connect(this.#port, this.#wire) },
			store: {
				...station,
				takeReceipts: async (sheet) => {
					const taken = await station.takeReceipts(sheet);
					await this.#look(station);
					return taken;
				},
				takeFeed: async (lines, sheet, cursor, more) => {
					const taken = await station.takeFeed(lines, sheet, cursor, more);
					if (!more) this.#fed();
					return taken;
				}
			},
			clock: systemClock,
			timers: systemTimers,
			random: systemRandom
		});
	}

	#fed(): void {
		this.#isFed = true;
		for (const work of this.#whenFed.splice(0)) work();
	}

	async #look(station: OpenStation): Promise<void> {
		const at = this.#begun;
		const waiting = await station.outbox(1);
		if (at === this.#begun && !this.#writing) this.#unsent = waiting.length > 0;
	}
}

function randomClient(): number {
	return new DataView(systemRandom.bytes(4).buffer).getUint32(0);
}
