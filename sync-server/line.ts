import { writeFrame } from '../src/lib/protocol/frame.ts';
import type { Holdings, LineFault, ToDevice } from '../src/lib/protocol/messages.ts';
import type { Socket } from '../src/lib/platform/seams.ts';
import type { WorkInHand } from './work-in-hand.ts';

/** Who is at the other end, once it has proven its key. */
export type Greeted = {
	device: string;
	unit: string;
	/** A revoked device may still hand over what it holds, and gets nothing. */
	revoked: boolean;
	ticket: string;
	release: number;
	/** Its own changes are fed too. */
	own: boolean;
	/** What it told last on this line, and when, county time, ms. */
	report: (Holdings & { time: number }) | null;
	/** The checkpoint that it was sent last. */
	checkpoint: string | null;
	/** Where its feed stands: up to here everything was sent. */
	cursor: number;
	/** A batch that `got` has not confirmed: since when it is out, county clock, ms, and whether there was more. */
	batchOut: { since: number; isFull: boolean } | null;
	/** How many changes were left after the last batch. */
	left: number;
	/** How many changes its next batch may have (P41). */
	batchSize: number;
};

/** One open line, the county's end. */
export interface Line {
	readonly nonce: string;
	greeted: Greeted | null;
	/** Changes pushed and not yet answered. */
	unanswered: number;
	readonly isOpen: boolean;
	/** Sends in the order of the calls, also where a message must first be signed. */
	send(message: ToDevice | Promise<ToDevice>): void;
	/** P4: says why, and closes. */
	fail(code: LineFault): void;
	/** After what was sent. */
	close(): void;
}

export function openLine(socket: Socket, nonce: string, work: WorkInHand): Line {
	let isOpen = true;
	let outgoing = Promise.resolve();

	function after(step: () => void | Promise<void>): void {
		outgoing = outgoing.then(step);
		work.add(outgoing);
	}

	socket.onClose(() => (isOpen = false));
	const line: Line = {
		nonce,
		greeted: null,
		unanswered: 0,
		get isOpen() {
			return isOpen;
		},
		send(message) {
			after(async () => {
				const ready = await message;
				if (isOpen) socket.send(writeFrame(ready));
			});
		},
		fail(code) {
			line.send({ type: 'fault', code });
			line.close();
		},
		close() {
			after(() => {
				if (isOpen) socket.close();
			});
		}
	};
	return line;
}
