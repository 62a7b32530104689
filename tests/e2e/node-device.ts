// First of all: Dexie's live queries look for an IndexedDB of the whole process when Dexie is loaded.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { WebSocket } from 'ws';
import { enrolDevice } from '../../src/lib/commands/enrol-device.ts';
import { signIn } from '../../src/lib/commands/sign-in.ts';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import { systemClock, systemRandom, systemTimers } from '../../src/lib/platform/real.ts';
import type { Socket } from '../../src/lib/platform/seams.ts';
import { openDoor, type Door } from '../../src/lib/sync/door.ts';
import { openLine, type Line } from '../../src/lib/sync/line.ts';
import { heldKeys, quickStretch } from '../support/held-keys.ts';
import { oneAtATime } from '../support/locks.ts';
import type { DemoAccount } from './county-process.ts';

export type NodeDevice = { station: OpenStation; line: Line; door: Door; close: () => void };

/** The app's own code without its screens, in this process, on a real line; enrolled and signed in. */
export async function nodeDevice(origin: string, account: DemoAccount): Promise<NodeDevice> {
	const station = await openStation({
		name: `yizhan-${account.account}`,
		clock: systemClock,
		random: systemRandom,
		locks: oneAtATime(),
		hold: heldKeys(),
		stretch: quickStretch,
		calendar: officialCalendar,
		fetchPhotograph: async () => null,
		storageEstimate: async () => null,
		app: 'test',
		release: async () => 0,
		gone: () => {},
		indexedDB: { factory: new IDBFactory(), keyRange: IDBKeyRange }
	});
	const line = openLine({
		network: { connect: () => connect(`${origin.replace('http', 'ws')}/sync`) },
		store: station,
		clock: systemClock,
		timers: systemTimers,
		random: systemRandom
	});
	const door = openDoor({
		fetch,
		origin,
		ticket: () => line.state().ticket,
		deviceSigner: () => station.deviceSigner(),
		clerkSigner: () => station.clerkSigner()
	});
	const enrolled = await enrolDevice(station, door, account.code, account.unitName);
	if (!enrolled.ok) throw new Error(enrolled.code);
	const signed = await signIn(station, door, line, account.account, account.password);
	if (!signed.ok) throw new Error(signed.code);
	return {
		station,
		line,
		door,
		close() {
			line.close();
			station.close();
		}
	};
}

function connect(url: string): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(url);
		const early: string[] = [];
		let takers: ((text: string) => void)[] = [(text) => early.push(text)];
		// ws hands over data as a Buffer unless told otherwise; the protocol is text.
		socket.on('message', (data: Buffer) => takers.forEach((take) => take(data.toString('utf8'))));
		socket.once('error', reject);
		socket.once('open', () =>
			resolve({
				send: (text) => socket.send(text),
				close: () => socket.close(),
				onMessage(take) {
					takers = [take];
					for (const text of early.splice(0)) take(text);
				},
				onClose: (take) => void socket.once('close', take)
			})
		);
	});
}
