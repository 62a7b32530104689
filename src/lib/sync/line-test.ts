import type { Clock, Network, Random, Reach, Socket, Timers } from '../platform/seams.ts';
import { readAtDevice } from '../protocol/frame.ts';
import type { Line } from './line.ts';
import type { LineState } from './line-state.ts';

/** In the order in which they are looked at: each makes sense only when the one before it went well. */
export const lineSteps = ['network', 'county', 'socket', 'device', 'speed'] as const;
export type LineStep = (typeof lineSteps)[number];

/**
 * What one step came to. `no-network`: the device itself says so. `no-answer`: nothing came within ten seconds.
 * `stranger`: something answers, but not the county's server (often a network that wants a sign-in first).
 * `no-socket`: pages come, but no lasting line. `not-enrolled`, `refused`: the county does not greet this device;
 * for `refused` the line's own trouble says why. `no-greeting`: it says nothing. `speed-unknown`: it took no probe.
 */
export type LineFinding =
	| { step: LineStep; ok: true; ms: number | null; bytesPerSecond: number | null }
	| { step: LineStep; ok: false; code: LineTestFault; trouble: LineState['trouble'] };
export type LineTestFault =
	| 'no-network'
	| 'no-answer'
	| 'stranger'
	| 'no-socket'
	| 'not-enrolled'
	| 'refused'
	| 'no-greeting'
	| 'speed-unknown';

type Setting = {
	reach: Reach;
	network: Network;
	fetch: typeof fetch;
	origin: string;
	line: Pick<Line, 'state' | 'watch' | 'wake'>;
	isEnrolled: () => boolean;
	clock: Clock;
	timers: Timers;
	random: Random;
};

export const WAIT_MS = 10_000;
const PROBE_BYTES = 64 * 1024;

/** Looks at the line step by step and tells each finding as it comes; ends at the first that is not well. */
export async function testLine(setting: Setting, tell: (finding: LineFinding) => void): Promise<void> {
	const looks: Record<LineStep, (setting: Setting) => Promise<Finding>> = {
		network: async ({ reach }) => (reach.isCut() ? fault('no-network') : good()),
		county: askCounty,
		socket: openSocket,
		device: awaitGreeting,
		speed: sendProbe
	};
	for (const step of lineSteps) {
		const finding = await looks[step](setting);
		tell({ step, ...finding });
		if (!finding.ok) return;
	}
}

type Finding =
	| { ok: true; ms: number | null; bytesPerSecond: number | null }
	| { ok: false; code: LineTestFault; trouble: LineState['trouble'] };

function good(ms: number | null = null, bytesPerSecond: number | null = null): Finding {
	return { ok: true, ms, bytesPerSecond };
}

function fault(code: LineTestFault, trouble: LineState['trouble'] = null): Finding {
	return { ok: false, code, trouble };
}

/** One round trip to the county's health address; only its server answers so. */
async function askCounty({ fetch, origin, clock, timers }: Setting): Promise<Finding> {
	const began = clock.now();
	const asked = fetch(`${origin}/healthz`, { cache: 'no-store' }).then(
		async (response) => ({ answer: (await response.json().catch(() => null)) as unknown, at: clock.now() }),
		() => null
	);
	const came = await within(asked, timers);
	if (came === null) return fault('no-answer');
	const { answer, at } = came;
	const isCounty = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
	return isCounty ? good(at - began) : fault('stranger');
}

/** A socket of its own, closed as soon as the county's challenge is there: the device's line is left in peace. */
async function openSocket({ network, clock, timers }: Setting): Promise<Finding> {
	const began = clock.now();
	const opening = network.connect().catch(() => null);
	const came = await within(opening.then(challenged), timers);
	// Also one that opens too late.
	void opening.then((socket) => socket?.close());
	return came ? good(clock.now() - began) : fault('no-socket');
}

function challenged(socket: Socket | null): Promise<boolean> {
	return new Promise((resolve) => {
		if (!socket) return resolve(false);
		socket.onMessage((frame) => resolve(readAtDevice(frame)?.type === 'challenge'));
		socket.onClose(() => resolve(false));
	});
}

async function awaitGreeting({ line, isEnrolled, timers }: Setting): Promise<Finding> {
	if (!isEnrolled()) return fault('not-enrolled');
	// Such a line is not even tried any more.
	if (line.state().trouble === 'revoked') return fault('refused', 'revoked');
	line.wake();
	let stop = () => {};
	let isFirst = true;
	const greeted = new Promise<LineState>((resolve) => {
		stop = line.watch((state) => {
			// What it was before this try says nothing; a line that is on has been greeted.
			if (state.status === 'on' || (!isFirst && state.trouble !== null && state.status === 'off'))
				resolve(state);
			isFirst = false;
		});
	});
	const state = (await within(greeted, timers)) ?? line.state();
	stop();
	if (state.status === 'on') return good();
	return state.trouble === null ? fault('no-greeting') : fault('refused', state.trouble);
}

async function sendProbe({ fetch, origin, clock, timers, random }: Setting): Promise<Finding> {
	const began = clock.now();
	// Random, so that nothing on the way makes it smaller.
	const body = random.bytes(PROBE_BYTES);
	const sent = fetch(`${origin}/api/line-test`, { method: 'POST', body }).then(
		({ ok }) => (ok ? clock.now() : null),
		() => null
	);
	const at = await within(sent, timers);
	if (at === null) return fault('speed-unknown');
	const ms = Math.max(1, at - began);
	return good(ms, Math.round((PROBE_BYTES * 1000) / ms));
}

/** Null where it takes longer than anybody waits. */
async function within<T>(work: Promise<T>, timers: Timers): Promise<T | null> {
	let cancel = () => {};
	const late = new Promise<null>((resolve) => (cancel = timers.after(WAIT_MS, () => resolve(null))));
	try {
		return await Promise.race([work, late]);
	} finally {
		cancel();
	}
}
