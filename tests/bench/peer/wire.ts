import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { WebSocket, type ClientOptions } from 'ws';
import type { Socket } from '../../../src/lib/platform/seams.ts';

/** The peers' counter: bytes both ways, and sockets opened. */
export type Wire = { up: number; down: number; sockets: number };

/**
 * A WebSocket as y-websocket takes it. Asks for compression as browsers do, so bytes are counted where they pass: on the
 * socket, HTTP and frames included, where the peers count their messages.
 */
export function countedWebSocket(wire: Wire) {
	return class extends WebSocket {
		constructor(address: string | URL, protocols?: string | string[], options?: ClientOptions) {
			super(address, protocols, options);
			wire.sockets += 1;
			let counted = { up: 0, down: 0 };
			this.on('upgrade', ({ socket }) => {
				const count = () => {
					const now = { up: socket.bytesWritten, down: socket.bytesRead };
					wire.up += now.up - counted.up;
					wire.down += now.down - counted.down;
					counted = now;
				};
				count();
				this.on('message', count);
				this.on('close', count);
			});
		}
	};
}

/** A device's end of `/sync`. */
export async function connect(port: number, wire: Wire): Promise<Socket> {
	const Counted = countedWebSocket(wire);
	const ws = new Counted(`ws://127.0.0.1:${port}/sync`);
	const early: string[] = [];
	let hear: (text: string) => void = (text) => early.push(text);
	ws.on('message', (data: Buffer) => hear(data.toString()));
	await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
	return {
		send: (text) => ws.send(text),
		close: () => ws.close(),
		onMessage(take) {
			hear = take;
			for (const text of early.splice(0)) take(text);
		},
		onClose: (take) => void ws.on('close', take)
	};
}

/** `fetch` for what a device reads of the catalogue, asking for brotli as browsers do over https. */
export function countedFetch(wire: Wire): typeof fetch {
	return (input) =>
		// CountyCatalogue asks by plain addresses.
		new Promise((resolve, reject) => {
			const asked = request(input as string, { headers: { 'accept-encoding': 'br' } }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (bytes: Buffer) => {
					wire.down += bytes.byteLength;
					parts.push(bytes);
				});
				answer.on('end', () => {
					const sent = Buffer.concat(parts);
					const body = answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(sent) : sent;
					resolve(new Response(new Uint8Array(body), { status: answer.statusCode ?? 500 }));
				});
				answer.on('error', reject);
			});
			asked.on('error', reject);
			asked.end();
		});
}
