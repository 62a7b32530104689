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
	/** From now on nothing reaches `side`, not even the other end's close; what `side` says still arrives. */
	deafen(side: Side): void;
	/** One end is gone and its owner told; what it had sent still arrives, and the other end knows nothing of it. */
	leave(side: Side): void;
	/** The line breaks: what is in flight is gone and both ends are told. */
	cut(): void;
	/** Whether any end still thinks that it has a line. */
	readonly open: boolean;
	/** Whether this end still thinks so. */
	hasEnd(side: Side): boolean;
}

export function socketPair(): SocketPair {
	const inFlight: Record<Side, string[]> = { device: [], county: [] };
	const takers: Record<Side, ((text: string) => void)[]> = { device: [], county: [] };
	const closers: Record<Side, (() => void)[]> = { device: [], county: [] };
	const has: Record<Side, boolean> = { device: true, county: true };
	const deaf = new Set<Side>();

	function shut(...sides: Side[]): void {
		const closing = sides.filter((side) => has[side]);
		for (const side of closing) {
			has[side] = false;
			inFlight[side].length = 0;
		}
		for (const tell of closing.flatMap((side) => closers[side])) tell();
	}

	function end(self: Side, other: Side): Socket {
		return {
			send(text) {
				if (has[self] && has[other] && !deaf.has(other)) inFlight[other].push(text);
			},
			// Frames sent before a close still arrive, as on a real socket; the far end hears of it after them.
			close() {
				// An end that was left is gone already; the other one hears nothing of it.
				if (!has[self] || deaf.has(other)) return shut(self);
				while (has[self] && has[other] && pair.deliver(other));
				shut(self, other);
			},
			onMessage: (take) => void takers[self].push(take),
			onClose(take) {
				if (has[self]) closers[self].push(take);
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
		deafen(side) {
			deaf.add(side);
			inFlight[side].length = 0;
		},
		leave: (side) => shut(side),
		cut: () => shut('device', 'county'),
		get open() {
			return has.device || has.county;
		},
		hasEnd: (side) => has[side]
	};
	return pair;
}
