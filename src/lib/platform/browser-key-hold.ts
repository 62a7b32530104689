import { toBase64Url } from './base64url.ts';
import type { KeyHold, OpenKeys, Random } from './seams.ts';

type Word = { ask: true } | { keys: OpenKeys | null };
/** What a page and the worker say to each other over a reload. */
export type HandOver =
	{ handOver: { token: string; keys: OpenKeys } } | { takeUp: string } | { forget: string };

const CHANNEL = 'yizhan-keys-1';
const TOKEN = 'yizhan-reload';
/** A worker that must be started first, on a slow tablet. One that has nothing any more says so at once. */
const WAIT_MS = 3000;

/**
 * Open keys in the memory of pages only. A page asks the others of this device; over a reload, when none is left, the
 * worker has them for some seconds, for whoever shows the token that this tab alone kept.
 */
export function browserKeyHold(random: Random): KeyHold {
	const channel = new BroadcastChannel(CHANNEL);
	let held: OpenKeys | null = null;
	const watchers = new Set<(keys: OpenKeys | null) => void>();
	const tell = (word: Word) => channel.postMessage(word);

	channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
		if ('ask' in data) return held ? tell({ keys: held }) : undefined;
		if (!held && !data.keys) return;
		held = data.keys;
		if (!held) forgetHandOver();
		for (const take of watchers) take(held);
	});

	addEventListener('pagehide', () => {
		const worker = navigator.serviceWorker?.controller;
		if (!held || !worker) return;
		const token = toBase64Url(random.bytes(16));
		sessionStorage.setItem(TOKEN, token);
		worker.postMessage({ handOver: { token, keys: held } } satisfies HandOver);
	});

	function forgetHandOver(): void {
		const token = sessionStorage.getItem(TOKEN);
		sessionStorage.removeItem(TOKEN);
		if (token !== null)
			navigator.serviceWorker?.controller?.postMessage({ forget: token } satisfies HandOver);
	}

	function fromWorker(): Promise<OpenKeys | null> {
		const token = sessionStorage.getItem(TOKEN);
		const worker = navigator.serviceWorker?.controller;
		// The token stays: this page may be left before it has taken up anything.
		if (token === null || !worker) return Promise.resolve(null);
		return new Promise((resolve) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = ({ data }: MessageEvent<OpenKeys | null>) => resolve(data);
			setTimeout(() => resolve(null), WAIT_MS);
			worker.postMessage({ takeUp: token } satisfies HandOver, [port2]);
		});
	}

	return {
		async recall() {
			held ??= await fromWorker();
			// Nobody waits for the others: what one of them has open comes to the watchers.
			if (!held) tell({ ask: true });
			return held;
		},
		hold(keys) {
			held = keys;
			tell({ keys });
		},
		letGo() {
			if (!held) return;
			held = null;
			forgetHandOver();
			tell({ keys: null });
		},
		watch(take) {
			watchers.add(take);
			return () => watchers.delete(take);
		}
	};
}
