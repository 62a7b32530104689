import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, type Encoder } from 'lib0/encoding';
import { WebSocket, WebSocketServer } from 'ws';
import { messageYjsSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

// The kinds of message that y-websocket speaks.
const SYNC = 0;
const AWARENESS = 1;

/** A device sends state vectors and its presence, nothing longer. */
const MAX_FRAME_BYTES = 64 * 1024;

/** In the range that y-websocket takes for good: this room will not come back. */
const ROOM_GONE = 4404;

/** One lineage of the catalogue, open to every device to read and to none to write. */
export interface Room {
	readonly lineage: string;
	readonly doc: Y.Doc;
	enter(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Sends everyone away for good: a new lineage has begun. */
	close(): void;
}

export function openRoom(lineage: string, document: Uint8Array): Room {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, document);
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 1024 }
	});

	doc.on('update', (update: Uint8Array) => {
		const frame = syncFrame((encoder) => writeUpdate(encoder, update));
		for (const socket of sockets.clients) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
	});

	function take(socket: WebSocket): void {
		let answered = false;
		socket.on('error', () => socket.terminate());
		socket.on('message', (data: Buffer) => {
			const read = readFrame(data);
			if (read === null) return;
			// Its own presence sent back: the provider takes a room that is silent for 30 s for dead.
			if (read === 'presence') socket.send(data);
			// Once a line, as the provider asks: an answer may be the whole catalogue.
			else if (!answered) {
				answered = true;
				socket.send(syncFrame((encoder) => writeSyncStep2(encoder, doc, read)));
			}
		});
	}

	return {
		lineage,
		doc,
		enter: (request, socket, head) => sockets.handleUpgrade(request, socket, head, take),
		close() {
			for (const socket of sockets.clients) socket.close(ROOM_GONE);
			sockets.close();
		}
	};
}

/** For whoever asks for another lineage's room: told so for good, it fetches the release again. */
export function turnAway(request: IncomingMessage, socket: Duplex, head: Buffer): void {
	strangers.handleUpgrade(request, socket, head, (open) => {
		// An error that nobody hears ends the process, and anybody may send a frame that is none.
		open.on('error', () => open.terminate());
		open.close(ROOM_GONE);
	});
}

const strangers = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });

function syncFrame(write: (encoder: Encoder) => void): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, SYNC);
	write(encoder);
	return toUint8Array(encoder);
}

/** The state vector that a device asks with, or its presence; null for all else, writes among it. */
function readFrame(data: Buffer): Uint8Array | 'presence' | null {
	try {
		const decoder = createDecoder(data);
		const kind = readVarUint(decoder);
		if (kind === AWARENESS) return 'presence';
		if (kind !== SYNC || readVarUint(decoder) !== messageYjsSyncStep1) return null;
		const vector = readVarUint8Array(decoder);
		Y.decodeStateVector(vector);
		return vector;
	} catch {
		return null;
	}
}
