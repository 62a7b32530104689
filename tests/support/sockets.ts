import type { Socket } from '../../src/lib/platform/seams.ts';

export type Side = 'device' | 'county';

/** Two joined ends of a line whose frames move only by hand. What was sent stays in flight until then. */
export interface SocketPair {
	readonly device: Socket;
	readonly county: Socket;
	/** Frames on their way to a side, oldest first. May be rearranged to make a line that misbehaves. */
	readonly inFlight: Record<Side, string[]>;
	/** Hands over the oldest frame on its way to `side`; false when there is none. */
	deliver(side: Side): boolean;
	/** Hands over everything, both ways, also what is sent meanwhile. Returns how many frames moved. */
	flush(): number;
	/** The oldest frame on its way to `side` will arrive twice. */
	duplicate(side: Side): void;
	/** The two oldest frames on their way to `side` change places. */
	reorder(side: Side): void;
	/** The line breaks: what is in flight is gone and both ends are told. */
	cut(): void;
	readonly open: boolean;
}

export function socketPair(): SocketPair {
	const inFlight: Record<Side, string[]> = { device: [], county: [] };
	const takers: Record<Side, ((text: string) => void)[]> = { device: [], county: [] };
	const closers: Record<Side, (() => void)[]> = { device: [], county: [] };
	let open = true;

	function close(): void {
		if (!open) return;
		open = false;
		inFlight.device.length = 0;
		inFlight.county.length = 0;
		for (const tell of [...closers.device, ...closers.county]) tell();
	}

	function end(self: Side, other: Side): Socket {
		return {
			send(text) {
				if (open) inFlight[other].push(text);
			},
			// Frames sent before a close still arrive, as on a real socket; the far end hears of it after them.
			close() {
				while (open && pair.deliver(other));
				close();
			},
			onMessage: (take) => void takers[self].push(take),
			onClose(take) {
				if (open) closers[self].push(take);
				else take();
			}
		};
	}

	const pair: SocketPair = {
		device: end('device', 'county'),
		county: end('county', 'device'),
		inFlight,
		deliver(side) {
			const frame = inFlight[side].shift();
			if (frame === undefined) return false;
			for (const take of takers[side]) take(frame);
			return true;
		},
		flush() {
			let moved = 0;
			while (pair.deliver('county') || pair.deliver('device')) moved++;
			return moved;
		},
		duplicate(side) {
			const [oldest] = inFlight[side];
			if (oldest !== undefined) inFlight[side].unshift(oldest);
		},
		reorder(side) {
			const [first, second] = inFlight[side];
			if (first !== undefined && second !== undefined) inFlight[side].splice(0, 2, second, first);
		},
		cut: close,
		get open() {
			return open;
		}
	};
	return pair;
}
