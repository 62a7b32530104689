import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_FRAME_LENGTH } from '../src/lib/protocol/frame.ts';
import type { Socket, Timers } from '../src/lib/platform/seams.ts';

export interface SyncSockets {
	/** Takes a WebSocket upgrade of `/sync`; false when the path is another's. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	close(): void;
}

/** A line over a dead network looks open for hours; whoever misses two of these is gone. */
const LOOK_EVERY_MS = 30_000;

/** The lines as WebSockets. Only text is taken, and a page of another origin is turned away. */
export function syncSockets(connect: (socket: Socket) => void, timers: Timers): SyncSockets {
	const server = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME_LENGTH,
		perMessageDeflate: { threshold: 1024, serverNoContextTakeover: true, clientNoContextTakeover: true }
	});
	const silent = new WeakSet<WebSocket>();
	let stop = timers.after(LOOK_EVERY_MS, look);

	function look(): void {
		for (const socket of server.clients) {
			if (silent.has(socket)) socket.terminate();
			silent.add(socket);
			socket.ping();
		}
		stop = timers.after(LOOK_EVERY_MS, look);
	}

	function take(socket: WebSocket): void {
		socket.on('error', () => socket.terminate());
		socket.on('pong', () => silent.delete(socket));
		connect({
			send: (text) => socket.send(text),
			close: () => socket.close(),
			onMessage(hear) {
				socket.on('message', (data: Buffer, isBinary) => {
					silent.delete(socket);
					if (isBinary) socket.close();
					else hear(data.toString('utf8'));
				});
			},
			onClose: (hear) => void socket.on('close', hear)
		});
	}

	return {
		upgrade(request, socket, head) {
			if ((request.url ?? '').split('?')[0] !== '/sync') return false;
			if (isFromElsewhere(request)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
			else server.handleUpgrade(request, socket, head, take);
			return true;
		},
		close() {
			stop();
			for (const socket of server.clients) socket.terminate();
			server.close();
		}
	};
}

/** A browser names the page's origin; what is no browser names none and has nothing to gain by it. */
export function isFromElsewhere({ headers }: IncomingMessage): boolean {
	const { origin, host } = headers;
	if (origin === undefined) return false;
	return !URL.canParse(origin) || new URL(origin).host !== host;
}
