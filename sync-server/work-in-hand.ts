/** Promises not yet settled, so that a stop (and a test) can wait for them. */
export interface WorkInHand {
	add(work: Promise<void>): void;
	/** Resolves when nothing is in hand, also nothing that came meanwhile. */
	done(): Promise<void>;
}

export function workInHand(): WorkInHand {
	const pending = new Set<Promise<void>>();
	return {
		add(work) {
			pending.add(work);
			const drop = () => void pending.delete(work);
			work.then(drop, drop);
		},
		async done() {
			while (pending.size > 0) await Promise.allSettled(pending);
		}
	};
}
