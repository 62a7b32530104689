import type { Answer, Door } from './door.ts';
import type { Line } from './line.ts';

/** What the uploader needs of the disk. */
export type UnsentPhotographs = {
	/** Hashes of photographs that the county has not, oldest first. */
	unsentPhotographs(limit: number): Promise<string[]>;
	ciphertext(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
	markPhotographSent(hash: string): Promise<void>;
	onPhotograph(wake: () => void): () => void;
};

/** Sends photographs one by one while the line is on; one that fails waits for the next time the line comes on. */
export function uploadPhotographs(
	store: UnsentPhotographs,
	door: Pick<Door, 'putPhotograph'>,
	line: Pick<Line, 'state' | 'watch'>
): () => void {
	let isSending = false;
	let isStopped = false;
	let wasOn = false;

	async function sendAll(): Promise<void> {
		if (isSending) return;
		isSending = true;
		try {
			while (!isStopped && line.state().status === 'on') {
				const [hash] = await store.unsentPhotographs(1);
				const ciphertext = hash === undefined ? null : await store.ciphertext(hash);
				if (hash === undefined || !ciphertext) return;
				const sent: Answer<null> = await door.putPhotograph(hash, ciphertext);
				if (!sent.ok) return;
				await store.markPhotographSent(hash);
			}
		} finally {
			isSending = false;
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
