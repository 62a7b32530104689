import { enrolDevice } from '../../src/lib/commands/enrol-device.ts';
import { signIn } from '../../src/lib/commands/sign-in.ts';
import { enrolmentSeed, makeEnrolmentCode } from '../../src/lib/changes/enrolment-code.ts';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import { keyPairFromSeed } from '../../src/lib/platform/ed25519.ts';
import type { Network } from '../../src/lib/platform/seams.ts';
import type { Door } from '../../src/lib/sync/door.ts';
import { openLine, type Line } from '../../src/lib/sync/line.ts';
import type { SyncStore } from '../../src/lib/sync/sync-store.ts';
import { openVault } from '../../sync-server/open-vault.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { smallCounty, type SmallCounty } from '../sync-server/small-county.ts';
import { socketPair, type SocketPair } from '../support/sockets.ts';

export const PASSWORD = '茶马古道2026';

export type Wire = Network & {
	/** Without it no line can be opened; one that is open stays until it is cut. */
	isUp: boolean;
	attempts: number;
	/** The line now open, or the last one. */
	line: SocketPair | null;
	/** Frames that the device sent, on all its lines. */
	sent: string[];
};

export type Desk = { station: OpenStation; line: Line; wire: Wire; door: TestDoor };
type TestDoor = Pick<Door, 'county' | 'enrol' | 'signIn'>;

/** A real county and real devices, on lines whose frames move by hand. */
export async function countyAndStations() {
	const town = await smallCounty();
	const wires: Wire[] = [];

	function openWire(): Wire {
		const wire: Wire = {
			isUp: true,
			attempts: 0,
			line: null,
			sent: [],
			async connect() {
				wire.attempts++;
				if (!wire.isUp) throw new Error('no network');
				const pair = socketPair();
				wire.line = pair;
				town.county.connect(pair.county);
				return {
					...pair.device,
					send(frame) {
						wire.sent.push(frame);
						pair.device.send(frame);
					}
				};
			}
		};
		wires.push(wire);
		return wire;
	}

	/** Moves frames and commits until it is so. */
	async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
		// Real time only bounds how long a failure takes: key derivations take theirs.
		for (const end = performance.now() + 10_000; performance.now() < end;) {
			for (const { line } of wires) line?.flush();
			town.commit();
			await new Promise((resolve) => setImmediate(resolve));
			if (await isSo()) return;
		}
		throw new Error('it never came to be so');
	}

	/** Resolves with what the work gives, frames and commits moving meanwhile. */
	async function during<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		void work.catch(() => {}).finally(() => (isDone = true));
		await until(() => isDone);
		return work;
	}

	const door: TestDoor = {
		county: async () => ({
			ok: true,
			value: {
				county: { id: '532822', name: '勐海县' },
				root: town.root.key,
				epoch: 1,
				time: town.time.now(),
				demo: false
			}
		}),
		async enrol(line) {
			const enrolled = await town.county.enrol(line);
			return enrolled.ok ? { ok: true, value: enrolled } : enrolled;
		},
		async signIn({ account, password, device, vault: sealed }) {
			if (password !== PASSWORD) return { ok: false, code: 'wrong-password' };
			town.county.signIns.remember(device, account);
			if (sealed === undefined) return { ok: true, value: { clerk: account } };
			const asked = { device, clerk: account, sealed };
			const vault = await openVault(asked, town.county.directory(), town.sealKey);
			return { ok: true, value: { clerk: account, ...(vault !== null && { vault }) } };
		}
	};

	async function inviteTo(unit: string): Promise<string> {
		const code = makeEnrolmentCode(town.random);
		const { key } = await keyPairFromSeed(await enrolmentSeed(code));
		await town.decree({ type: 'invite', key, unit, uses: 1, until: town.time.now() + 86_400_000 });
		return code;
	}

	function lineOf(wire: Wire, store: SyncStore): Line {
		return openLine({
			network: wire,
			store,
			clock: town.time,
			timers: town.time,
			random: town.random.branch()
		});
	}

	/** A device of the unit, enrolled and up to date, with the clerk's hand on it. */
	async function desk(unit: string, clerk: string, setting = stationSetting(town)): Promise<Desk> {
		const station = await openStation(setting);
		const wire = openWire();
		const line = lineOf(wire, station);
		const enrolled = await during(enrolDevice(station, door, await inviteTo(unit), `${clerk}的电脑`));
		if (!enrolled.ok) throw new Error(enrolled.code);
		const hand = await during(signIn(station, door, line, clerk, PASSWORD));
		if (!hand.ok) throw new Error(hand.code);
		const one = { station, line, wire, door };
		await until(() => isUpToDate(town, one));
		return one;
	}

	return { town, door, until, during, desk, openWire, inviteTo, lineOf };
}

export type CountyAndStations = Awaited<ReturnType<typeof countyAndStations>>;

/** Nothing left to send, and everything on the device's disk that its unit may see. */
export async function isUpToDate(town: SmallCounty, { station, line }: Desk): Promise<boolean> {
	const identity = await station.identity();
	const { cursor } = await station.position();
	const missing = identity && town.storage.feed(identity.unit, cursor, 1, identity.device);
	return line.state().status === 'on' && (await station.outbox(1)).length === 0 && missing?.length === 0;
}

/** Lines of every push that the device sent. */
export function pushedLines({ sent }: Wire): string[] {
	return sent.flatMap((frame) => (frame.startsWith('{"type":"push"') ? frame.split('\n').slice(1) : []));
}
