import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '../platform/base64url.ts';
import type { Clock, Locks, Tabs, Timers } from '../platform/seams.ts';
import type { UploadRefusal } from '../protocol/messages.ts';
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

/** What passes by itself, or what the line tells of: nobody needs to hear of it. */
const passing = ['offline', 'closed', 'being-sent', 'wrong-offset', 'unknown-upload'] as const;
type Fault = DoorFault | UploadRefusal | 'spoiled';

/** Why the county has not got a photograph. `spoiled`: what lies on this disk is not what its name says any more. */
export type PhotographFault = Exclude<Fault, (typeof passing)[number]>;

/** How photographs go to the county now. */
export type Uploads = {
	/** The one on its way: `there` of its `of` bytes are on the county's disk. */
	sending: { hash: string; there: number; of: number } | null;
	/** Why the county has not got others, by hash, since this app was opened. */
	faults: Readonly<Record<string, PhotographFault>>;
};

export const NO_UPLOADS: Uploads = { sending: null, faults: {} };

export type UploaderSetting = {
	store: UnsentPhotographs;
	door: Pick<Door, 'beginUpload' | 'appendUpload'>;
	line: Pick<Line, 'state' | 'watch'>;
	locks: Locks;
	/** Other tabs hear how far the tab that sends is. */
	tabs: Tabs<Uploads>;
	clock: Clock;
	timers: Timers;
	report: (uploads: Uploads) => void;
};

const FIRST_PART = 64 * 1024;
const SMALLEST_PART = 16 * 1024;
const LARGEST_PART = 1024 * 1024;
/** A part that takes less is followed by one of twice the size, one that takes more by one of half. */
const QUICK_MS = 2000;
const SLOW_MS = 8000;
/** A part without an answer for so long is lost. */
const LOST_MS = 60_000;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 300_000;
/** How often one that arrived as another is sent anew before a person must look (P72). */
const MOST_WRONG = 3;
/** How often in a row the county may be asked anew how much it has. */
const MOST_TURNS = 5;

/** The next one would fare no better now. */
const FOR_ALL: ReadonlySet<Fault> = new Set<Fault>([
	'offline',
	'closed',
	'not-allowed',
	'too-many-uploads',
	'too-many-tries'
]);
/** Sending it again would help nothing: a person must look. */
const FOR_GOOD: ReadonlySet<Fault> = new Set<Fault>(['spoiled', 'too-large', 'malformed', 'wrong-hash']);

/**
 * P76: sends photographs part by part while the line is on, one at a time for all tabs, and goes on where the county
 * stands. One that the county does not take holds up no other and is tried again after a pause. Returns: stop.
 */
export function uploadPhotographs(setting: UploaderSetting): () => void {
	const { store, door, line, locks, tabs, clock, timers, report } = setting;
	const wrong = new Map<string, number>();
	let uploads = NO_UPLOADS;
	let part = FIRST_PART;
	let pause = FIRST_PAUSE_MS;
	let isSending = false;
	let isAskedFor = false;
	/** Of all tabs it is this one that sends now. */
	let isMyTurn = false;
	let isStopped = false;
	let wasOn = false;
	let cut = new AbortController();
	let stopPausing = () => {};

	const isOn = () => !isStopped && line.state().status === 'on';

	function become(next: Partial<Uploads>): void {
		uploads = { ...uploads, ...next };
		report(uploads);
		tabs.tell(uploads);
	}

	function noteFault(hash: string, fault: Fault | null): void {
		const others = Object.entries(uploads.faults).filter(([other]) => other !== hash);
		const mine = fault === null || isPassing(fault) ? [] : [[hash, fault] as const];
		become({ faults: Object.fromEntries([...others, ...mine]) });
	}

	async function sendAll(): Promise<void> {
		// One may be kept in the moment in which the last one is done.
		isAskedFor = true;
		if (isSending) return;
		isSending = true;
		stopPausing();
		try {
			while (isAskedFor && isOn()) {
				isAskedFor = false;
				await locks.hold('photographs', async () => {
					isMyTurn = true;
					// A tab that was killed in the middle says no more.
					if (uploads.sending) become({ sending: null });
					await sendEach().finally(() => (isMyTurn = false));
				});
			}
		} finally {
			isSending = false;
		}
	}

	async function sendEach(): Promise<void> {
		const tried = new Set<string>();
		let failed = false;
		const isForGood = (hash: string) => FOR_GOOD.has(uploads.faults[hash] ?? 'offline');
		const untried = async () =>
			(await store.unsentPhotographs()).find((hash) => !tried.has(hash) && !isForGood(hash));
		for (let hash = await untried(); hash !== undefined && isOn(); hash = await untried()) {
			tried.add(hash);
			const ciphertext = await store.ciphertext(hash);
			if (!ciphertext) continue;
			const fault = await send(hash, ciphertext);
			become({ sending: null });
			noteFault(hash, fault);
			if (fault === null) {
				await store.markPhotographSent(hash);
				pause = FIRST_PAUSE_MS;
				continue;
			}
			failed ||= !FOR_GOOD.has(fault);
			if (FOR_ALL.has(fault)) break;
		}
		if (!failed || isStopped) return;
		stopPausing();
		stopPausing = timers.after(pause, () => void sendAll());
		pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
	}

	/** Null when the county has all of it. */
	async function send(hash: string, ciphertext: Uint8Array<ArrayBuffer>): Promise<Fault | null> {
		if (toBase64Url(sha256(ciphertext)) !== hash) return 'spoiled';
		const of = ciphertext.length;
		for (let turn = 0; turn < MOST_TURNS; turn++) {
			const begun = await asked((until) => door.beginUpload(hash, of, until));
			if (!begun.ok) return begun.code;
			let there = begun.value;
			become({ sending: { hash, there, of } });
			let fault: Fault | null = null;
			while (fault === null && there < of) {
				const bytes = ciphertext.slice(there, there + part);
				const sent = await timed((until) => door.appendUpload(hash, there, bytes, until));
				if (!sent.ok) fault = sent.code;
				else if (sent.value <= there) fault = 'faulty';
				else {
					// It goes on, so what stands in the way now is new.
					turn = 0;
					there = sent.value;
					become({ sending: { hash, there, of } });
				}
			}
			if (fault === null) return there === of ? null : 'faulty';
			if (fault === 'wrong-hash') wrong.set(hash, (wrong.get(hash) ?? 0) + 1);
			const isAskedAnew = fault === 'wrong-offset' || fault === 'unknown-upload' || fault === 'wrong-hash';
			if (!isAskedAnew || (wrong.get(hash) ?? 0) >= MOST_WRONG) return fault;
		}
		return 'wrong-offset';
	}

	/** Ended when the line is cut, or when nothing comes back for long. */
	async function asked<T>(call: (until: AbortSignal) => Promise<T>): Promise<T> {
		const lost = new AbortController();
		const giveUp = () => lost.abort();
		const stop = timers.after(LOST_MS, giveUp);
		const { signal } = cut;
		if (signal.aborted) giveUp();
		signal.addEventListener('abort', giveUp);
		try {
			return await call(lost.signal);
		} finally {
			stop();
			signal.removeEventListener('abort', giveUp);
		}
	}

	/** Of a slow line small parts: what a cut costs, and what the line's other words wait for, is one of them. */
	async function timed(
		call: (until: AbortSignal) => Promise<Answer<number, UploadRefusal>>
	): Promise<Answer<number, UploadRefusal>> {
		const start = clock.now();
		const answer = await asked(call);
		const took = clock.now() - start;
		if (answer.ok && took < QUICK_MS) part = Math.min(part * 2, LARGEST_PART);
		else if (took > SLOW_MS || (!answer.ok && answer.code === 'offline'))
			part = Math.max(part / 2, SMALLEST_PART);
		return answer;
	}

	const stops = [
		store.onPhotograph(() => void sendAll()),
		tabs.listen((theirs) => {
			if (isMyTurn) return;
			uploads = theirs;
			report(theirs);
		}),
		line.watch(({ status }) => {
			const comesOn = status === 'on' && !wasOn;
			wasOn = status === 'on';
			if (wasOn && cut.signal.aborted) cut = new AbortController();
			if (!wasOn) cut.abort();
			if (!comesOn) return;
			pause = FIRST_PAUSE_MS;
			void sendAll();
		})
	];
	return () => {
		isStopped = true;
		stopPausing();
		cut.abort();
		for (const stop of stops) stop();
	};
}

function isPassing(fault: Fault): fault is (typeof passing)[number] {
	return (passing as readonly Fault[]).includes(fault);
}
