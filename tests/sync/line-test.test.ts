import { expect, test } from 'vitest';
import type { Socket } from '../../src/lib/platform/seams.ts';
import { notYetOn, type LineState } from '../../src/lib/sync/line-state.ts';
import { testLine, WAIT_MS, type LineFinding } from '../../src/lib/sync/line-test.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { virtualTime, type VirtualTime } from '../support/virtual-time.ts';

type World = {
	isCut?: boolean;
	/** What the county's address answers; null for never. */
	answer?: Response | null;
	/** First frame of a new socket; null where none opens. */
	frame?: string | null;
	/** What the line becomes when it is woken; null for nothing at all. */
	becomes?: Partial<LineState> | null;
	isEnrolled?: boolean;
	takesProbe?: boolean;
};

const health = () => new Response(JSON.stringify({ ok: true, epoch: 1 }));
const challenge = JSON.stringify({ type: 'challenge', nonce: 'n' });

async function found(world: World, time: VirtualTime = virtualTime()): Promise<LineFinding[]> {
	const { isCut = false, answer = health(), frame = challenge, becomes = { status: 'on' } } = world;
	const findings: LineFinding[] = [];
	let state = notYetOn(0);
	const watchers = new Set<(state: LineState) => void>();
	let isOver = false;
	const testing = testLine(
		{
			reach: { isCut: () => isCut, watch: () => () => {} },
			network: { connect: async () => (frame === null ? Promise.reject(new Error('none')) : socket(frame)) },
			async fetch(address) {
				if ((address as string).endsWith('/healthz')) return answer ?? new Promise<Response>(() => {});
				time.advance(2000);
				return new Response(null, { status: world.takesProbe === false ? 429 : 204 });
			},
			origin: 'http://county',
			line: {
				state: () => state,
				watch(take) {
					watchers.add(take);
					take(state);
					return () => watchers.delete(take);
				},
				wake() {
					if (becomes === null) return;
					queueMicrotask(() => {
						state = { ...state, ...becomes };
						for (const take of watchers) take(state);
					});
				}
			},
			isEnrolled: () => world.isEnrolled ?? true,
			clock: time,
			timers: time,
			random: seededRandom(1)
		},
		(finding) => findings.push(finding)
	).then(() => (isOver = true));
	while (!isOver) {
		await new Promise((resolve) => setImmediate(resolve));
		if (!isOver && time.next() !== null) time.advance(WAIT_MS);
	}
	await testing;
	return findings;
}

function socket(frame: string): Socket {
	return {
		send: () => {},
		close: () => {},
		onMessage: (take) => take(frame),
		onClose: () => {}
	};
}

const codes = (findings: LineFinding[]) => findings.map((one) => (one.ok ? one.step : one.code));

test('a line that is well is tried to its end, and the speed of sending is told', async () => {
	const findings = await found({});
	expect(codes(findings)).toEqual(['network', 'county', 'socket', 'device', 'speed']);
	expect(findings.at(-1)).toMatchObject({ ok: true, bytesPerSecond: 32_768 });
});

test('without a network the test ends at once and asks for nothing', async () => {
	expect(codes(await found({ isCut: true }))).toEqual(['no-network']);
});

test('a county that does not answer is given ten seconds', async () => {
	const time = virtualTime();
	const began = time.now();
	expect(codes(await found({ answer: null }, time))).toEqual(['network', 'no-answer']);
	expect(time.now() - began).toBe(WAIT_MS);
});

test('a sign-in page of the network is not taken for the county', async () => {
	const page = new Response('<!doctype html>');
	expect(codes(await found({ answer: page })).at(-1)).toBe('stranger');
});

test('pages without a lasting line: the proxy in between is what to look at', async () => {
	expect(codes(await found({ frame: null })).at(-1)).toBe('no-socket');
});

test('a device that is not enrolled, is refused, or is not greeted hears which of these it is', async () => {
	expect(codes(await found({ isEnrolled: false })).at(-1)).toBe('not-enrolled');
	expect((await found({ becomes: { status: 'off', trouble: 'old-protocol' } })).at(-1)).toMatchObject({
		code: 'refused',
		trouble: 'old-protocol'
	});
	expect(codes(await found({ becomes: null })).at(-1)).toBe('no-greeting');
});

test('a probe that is not taken leaves the speed unknown', async () => {
	expect(codes(await found({ takesProbe: false })).at(-1)).toBe('speed-unknown');
});
