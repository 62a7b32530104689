import type { Network, Reach, Socket } from './seams.ts';

/**
 * WebSockets of a browser. An open one counts as closed as soon as the window says `offline`: by itself it
 * would seem alive for minutes.
 */
export function browserNetwork(url: string, reach: Reach): Network {
	return {
		connect: () =>
			new Promise((resolve, reject) => {
				if (reach.isCut()) return reject(new Error('no network'));
				const socket = new WebSocket(url);
				socket.onopen = () => resolve(wrapped(socket));
				socket.onerror = () => reject(new Error('no connection'));
			})
	};
}

function wrapped(socket: WebSocket): Socket {
	const closers: (() => void)[] = [];
	let isOpen = true;

	function closed(): void {
		if (!isOpen) return;
		isOpen = false;
		window.removeEventListener('offline', closed);
		socket.close();
		for (const tell of closers) tell();
	}

	socket.onclose = closed;
	window.addEventListener('offline', closed);
	return {
		send: (text) => {
			if (socket.readyState === WebSocket.OPEN) socket.send(text);
		},
		close: closed,
		onMessage(take) {
			socket.addEventListener('message', ({ data }) => {
				if (isOpen && typeof data === 'string') take(data);
			});
		},
		onClose: (take) => void closers.push(take)
	};
}
