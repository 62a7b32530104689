/**
 * Knows when nothing is under way any more, and lets the asynchronous work of the machine come back in the order
 * in which it was asked for, so that a seed repeats. Counts what IndexedDB, Dexie and WebCrypto have pending.
 */
export interface Turns {
	/** Resolves when no code of the world has anything left to do but wait for time or frames. */
	quiet(): Promise<void>;
	/** Runs `work` after `steps` more asynchronous steps were begun: a moment in the middle of something. */
	interruptAfter(steps: number, work: () => void): void;
	/** Forgets an interruption that has not come. */
	cancelInterrupt(): void;
	/** Gives the machine back as it was. */
	end(): void;
}

const CALM_TURNS = 3;
const CRYPTO = ['sign', 'verify', 'importKey', 'generateKey', 'digest', 'encrypt', 'decrypt'] as const;

export function takeTurns(): Turns {
	const { setImmediate, setTimeout } = globalThis;
	const subtle = Object.getPrototypeOf(crypto.subtle) as Record<
		string,
		(...args: unknown[]) => Promise<unknown>
	>;
	const originals = CRYPTO.map((name) => [name, subtle[name]] as const);
	let pending = 0;
	let interrupt: { steps: number; work: () => void } | null = null;
	let answered: Promise<unknown> = Promise.resolve();

	function begin(): void {
		pending++;
		if (!interrupt || --interrupt.steps > 0) return;
		queueMicrotask(interrupt.work);
		interrupt = null;
	}

	function counted(work: () => void): () => void {
		begin();
		return () => {
			pending--;
			work();
		};
	}

	globalThis.setImmediate = ((work: (...args: unknown[]) => void, ...args: unknown[]) =>
		setImmediate(counted(() => work(...args)))) as typeof setImmediate;
	// Only what asks for "soon": the runner's own timers are none of the world's business.
	globalThis.setTimeout = ((work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
		ms > 0
			? setTimeout(work, ms, ...args)
			: setTimeout(
					counted(() => work(...args)),
					0
				)) as typeof setTimeout;
	for (const [name, original] of originals) {
		subtle[name] = function (this: unknown, ...args: unknown[]) {
			begin();
			const done = original?.apply(this, args) ?? Promise.resolve();
			const inTurn = Promise.allSettled([answered, done]).then(() => {
				pending--;
				return done;
			});
			answered = inTurn.catch(() => {});
			return inTurn;
		};
	}

	return {
		async quiet() {
			for (let calm = 0; calm < CALM_TURNS; calm = pending > 0 ? 0 : calm + 1) {
				await new Promise<void>((resolve) => setImmediate(resolve));
			}
		},
		interruptAfter: (steps, work) => (interrupt = { steps, work }),
		cancelInterrupt: () => (interrupt = null),
		end() {
			Object.assign(globalThis, { setImmediate, setTimeout });
			for (const [name, original] of originals) if (original) subtle[name] = original;
		}
	};
}
