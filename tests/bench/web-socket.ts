import { WebSocket } from 'ws';
import type { Socket } from '../../src/lib/platform/seams.ts';

/** A device's end of `/sync`. Keeps what arrives between the opening and the first listener. */
export async function openWebSocket(port: number, deflate: boolean): Promise<Socket> {
	const ws = new WebSocket(`ws://127.0.0.1:${port}/sync`, { perMessageDeflate: deflate });
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
