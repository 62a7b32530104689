import type { Locks } from '../platform/seams.ts';
import type { Answer, Door, DoorFault } from './door.ts';
import type { Line } from './line.ts';

/** What the uploader needs of the disk. */
export type UnsentPhotographs = {
	/** Hashes of all photographs that the county has not. */
	unsentPhotographs(): Promise<string[]>;
	ciphertext(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
	markPhotographSent(hash: string): Promise<void>;
	onPhotograph(wake: () => void): () => void;
};

/**
 * Sends photographs one by one while the line is on, one tab for all. One that the county does not take waits for
 * the next time the line comes on, and holds up no other; `report` gets why, and null when one was taken.
 */
export function uploadPhotographs(
	store: UnsentPhotographs,
	door: Pick<Door, 'putPhotograph'>,
	line: Pick<Line, 'state' | 'watch'>,
	locks: Locks,
	report: (fault: DoorFault | null) => void = () => {}
): () => void {
	let isSending = false;
	let isStopped = false;
	let wasOn = false;

	async function sendAll(): Promise<void> {
		if (isSending) return;
		isSending = true;
		try {
			await locks.hold('photographs', sendEach);
		} finally {
			isSending = false;
		}
	}

	async function sendEach(): Promise<void> {
		const tried = new Set<string>();
		const untried = async () => (await store.unsentPhotographs()).find((hash) => !tried.has(hash));
		for (let hash = await untried(); hash !== undefined; hash = await untried()) {
			tried.add(hash);
			if (isStopped || line.state().status !== 'on') return;
			const ciphertext = await store.ciphertext(hash);
			if (!ciphertext) continue;
			const sent: Answer<null> = await door.putPhotograph(hash, ciphertext);
			if (sent.ok) await store.markPhotographSent(hash);
			report(sent.ok ? null : sent.code);
			if (sent.ok) continue;
			if (sent.code === 'offline' || sent.code === 'closed') return;
		}
	}

	const stops = [
		store.onPhotograph(() => void sendAll()),
		line.watch(({ status }) => {
			const isOn = status === 'on';
			if (isOn && !wasOn) void sendAll();
			wasOn = isOn;
		})
	];
	return () => {
		isStopped = true;
		for (const stop of stops) stop();
	};
}
