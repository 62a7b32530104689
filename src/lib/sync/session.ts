import type { Change } from '../changes/change.ts';
import { readReceiptLine } from '../changes/receipt.ts';
import { sealedLine } from '../changes/sealed-change.ts';
import { toBase64Url } from '../platform/base64url.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Socket, Timers } from '../platform/seams.ts';
import { readAtDevice, writeFrame } from '../protocol/frame.ts';
import { PROTOCOL_VERSION, type Feed, type ToCounty, type Welcome } from '../protocol/messages.ts';
import { helloBytes } from '../protocol/request.ts';
import type { LineState } from './line-state.ts';
import type { SyncStore } from './sync-store.ts';

/** How long the county may say nothing before it is asked, and then before the line is given up. */
export const ASK_AFTER_MS = 20_000;
export const GIVE_UP_AFTER_MS = 15_000;
/** A push is answered after one commit of the county's disk. */
export const ANSWER_WITHIN_MS = 60_000;

export type SessionSetting = {
	socket: Socket;
	self: { device: string; signer: Signer };
	store: SyncStore;
	timers: Timers;
	heard: () => void;
	welcomed: (welcome: Welcome) => void;
	released: (release: number) => void;
	/** How far the feed has come; null when the device is up to date. */
	receiving: (now: LineState['receiving']) => void;
	/** The county keeps these without a place; told anew whenever that changes. */
	unplaced: (ids: string[]) => void;
	/** Null: the network's doing, and worth another try soon. */
	ended: (trouble: LineState['trouble']) => void;
};

/** One connection to the county, from its challenge to its end. */
export interface Session {
	/** The outbox has gained something. */
	push(): void;
	close(): void;
}

type Limits = Welcome['limits'];

/** A change as it is pushed. */
type Line = Pick<Change, 'id' | 'line'>;

/** P8: what a revoked device may still push by, as it gets no welcome. */
const UNTOLD_LIMITS: Limits = { pushChanges: 100, frameLength: 1024 * 1024 };

export function openSession(setting: SessionSetting): Session {
	const { socket, self, store, timers, heard, welcomed, released, receiving, unplaced, ended } = setting;
	/** Pushed and not answered yet; one push is out at a time. */
	const unanswered = new Set<string>();
	/** P90: sealed so that the county could not open them; not pushed again before the device is opened. */
	const unopened = new Set<string>();
	/** Stored at the county, but without a place: not pushed again on this line. */
	const waiting = new Set<string>();
	let limits: Limits | null = null;
	let isRevoked = false;
	let isOver = false;
	/** How many changes waited when the feed was first seen to be longer than a batch. */
	let toReceive = 0;
	/** P60: the batch that came while the device was locked. */
	let untaken: Feed | null = null;
	let work = Promise.resolve();
	let stopAsking = () => {};
	let stopExpecting = () => {};
	/** The report that the county has, as it was sent. */
	let reported = '';

	function end(trouble: LineState['trouble']): void {
		if (isOver) return;
		isOver = true;
		stopAsking();
		stopExpecting();
		socket.close();
		ended(trouble);
	}

	/** One message after another: each is on the disk before the next is looked at. */
	function inTurn(step: () => Promise<void>): void {
		work = work
			.then(() => (isOver ? undefined : step()))
			// Whatever the disk did not take comes again on the next line.
			.catch(() => end('disk-failed'));
	}

	function settle(ids: string[]): void {
		if (ids.filter((id) => waiting.delete(id)).length > 0) unplaced([...waiting]);
	}

	function send(message: ToCounty): void {
		if (!isOver) socket.send(writeFrame(message));
	}

	function listen(): void {
		stopAsking();
		stopAsking = timers.after(ASK_AFTER_MS, () => {
			send({ type: 'ping' });
			stopAsking = timers.after(GIVE_UP_AFTER_MS, () => end(null));
		});
	}

	async function greet(nonce: string): Promise<void> {
		const { device, signer } = self;
		const { seq, id: head } = await store.head();
		const { epoch, cursor, own, release } = await store.position();
		const proof = toBase64Url(await signer.sign(helloBytes(nonce, device)));
		const protocol = PROTOCOL_VERSION;
		send({ type: 'hello', protocol, device, proof, seq, head, epoch, cursor, own, release });
	}

	/** P53 */
	async function report(): Promise<void> {
		if (!limits || isRevoked) return;
		const holds = await store.report();
		const text = JSON.stringify(holds);
		if (text === reported) return;
		reported = text;
		send({ type: 'report', ...holds });
	}

	async function pushNext(): Promise<void> {
		if (!limits || unanswered.size > 0) return;
		const wasOpen = store.takesCases();
		const { vault, lines } = await nextLines(limits);
		if (lines.length === 0) return isRevoked ? endRevoked(wasOpen) : report();
		for (const { id } of lines) unanswered.add(id);
		stopExpecting = timers.after(ANSWER_WITHIN_MS, () => end(null));
		send({ type: 'push', ...(vault !== null && { vault }), lines: lines.map(({ line }) => line) });
	}

	/** P90: what a locked device hands over is as it lies there, sealed. */
	async function nextLines(now: Limits): Promise<{ vault: string | null; lines: Line[] }> {
		const most = now.pushChanges + waiting.size + unopened.size;
		const sealed = await store.sealedOutbox(most);
		if (!sealed) unopened.clear();
		const lines: Line[] = sealed
			? sealed.changes.map((change) => ({ id: change.id, line: sealedLine(change) }))
			: await store.outbox(most);
		const unpushed = lines.filter(({ id }) => !waiting.has(id) && !unopened.has(id));
		return { vault: sealed?.vault ?? null, lines: fitting(unpushed, now) };
	}

	/**
	 * P8: nobody shall open it again. What a locked device could not hand over, the county having no key to it, waits for
	 * whoever opens it: who may have done so while it was read what there is. `wasOpen`: before that.
	 */
	async function endRevoked(wasOpen: boolean): Promise<void> {
		if (!wasOpen && (await store.report()).changes > waiting.size)
			return store.takesCases() ? pushNext() : undefined;
		await store.destroyKeys();
		end('revoked');
	}

	async function answered(ids: string[]): Promise<void> {
		for (const id of ids) unanswered.delete(id);
		if (unanswered.size > 0) return;
		stopExpecting();
		await pushNext();
	}

	async function takeFeed(feed: Feed): Promise<void> {
		untaken = store.takesCases() ? null : feed;
		if (untaken) return;
		const { lines, sheet, cursor, left } = feed;
		toReceive = left === 0 ? 0 : Math.max(toReceive, lines.length + left);
		if (left > 0) receiving({ left: lines.length + left, of: toReceive });
		if (!(await store.takeFeed(lines, sheet, cursor, left > 0))) return end('not-the-county');
		receiving(left === 0 ? null : { left, of: toReceive });
		send({ type: 'got', cursor });
	}

	async function take(frame: string): Promise<void> {
		const message = readAtDevice(frame);
		switch (message?.type) {
			case 'challenge':
				return greet(message.nonce);
			case 'welcome':
				if (message.epoch > (await store.position()).epoch)
					await store.beginEpoch(message.epoch, message.base);
				if (message.sealKey !== undefined) await store.takeSealKey(message.sealKey);
				limits = message.limits;
				welcomed(message);
				await report();
				return pushNext();
			case 'fork':
				await store.markForked();
				return end('fork');
			case 'revoked':
				isRevoked = true;
				await store.markRevoked();
				limits ??= UNTOLD_LIMITS;
				return pushNext();
			case 'receipts': {
				if (!(await store.takeReceipts(message.sheet))) return end('not-the-county');
				const ids = message.sheet.lines.flatMap((line) => readReceiptLine(line)?.id ?? []);
				settle(ids);
				return answered(ids);
			}
			case 'waiting': {
				const ids = message.changes.map(({ id }) => id);
				for (const id of ids) waiting.add(id);
				unplaced([...waiting]);
				return answered(ids);
			}
			case 'refusals': {
				await store.takeRefusals(message.changes);
				const ids = message.changes.map(({ id }) => id);
				settle(ids);
				return answered(ids);
			}
			case 'unopened':
				for (const id of message.changes) unopened.add(id);
				return answered(message.changes);
			case 'feed':
				return takeFeed(message);
			case 'checkpoint':
				return store.takeCheckpoint(message.note);
			case 'notice':
				return released(message.release);
			case 'ping':
				return send({ type: 'pong' });
			case 'pong':
				return report();
			case 'fault':
				return end(message.code);
			case undefined:
				return end('bad-frame');
		}
	}

	socket.onMessage((frame) => {
		if (isOver) return;
		heard();
		listen();
		inTurn(() => take(frame));
	});
	// What came before the close is taken first: the county says why, and closes.
	socket.onClose(() => inTurn(async () => end(null)));
	listen();

	async function goOn(): Promise<void> {
		if (untaken) await takeFeed(untaken);
		await pushNext();
	}

	return { push: () => inTurn(goOn), close: () => end(null) };
}

/** As many from the front as one push may carry; one at least, however long. */
function fitting(changes: Line[], { pushChanges, frameLength }: Limits): Line[] {
	let length = 200;
	// The county counts bytes: three at most for each of the string's units.
	const end = changes.findIndex(({ line }, i) => (length += 3 * line.length + 1) > frameLength && i > 0);
	return changes.slice(0, Math.min(pushChanges, end < 0 ? changes.length : end));
}
