import type { Change } from '../src/lib/changes/change.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { EVERYONE } from '../src/lib/documents/kinds.ts';
import { toBase64Url } from '../src/lib/platform/base64url.ts';
import type { Clock, Random, Socket } from '../src/lib/platform/seams.ts';
import { readAtCounty } from '../src/lib/protocol/frame.ts';
import { tellCheckpoint } from './checkpoint-told.ts';
import type { ToldRelease } from './catalogue/releases-after.ts';
import { enrol, type Enrolment } from './enrolment.ts';
import { feedLine } from './feed.ts';
import { groupCommit } from './group-commit.ts';
import { takeCarried } from './handlers/carried.ts';
import { takeGot } from './handlers/got.ts';
import { takeHello } from './handlers/hello.ts';
import { answerLine, takePush } from './handlers/push.ts';
import { takeReport } from './handlers/report.ts';
import type { Hall } from './hall.ts';
import { openLine, type Greeted, type Line } from './line.ts';
import { countyLog, type CountyLog } from './log/county-log.ts';
import { logWhatWasBefore } from './log/log-what-was-before.ts';
import type { PromptSigner } from './prompt-signer.ts';
import { refoldAfterUpdate } from './refold.ts';
import type { CountySealKey } from './seal-key.ts';
import { createSequencer, type Answer, type Taken } from './sequencer.ts';
import { signIns, type SignIns } from './sign-ins.ts';
import { emptyCommit, type Storage } from './storage/storage.ts';
import { workInHand } from './work-in-hand.ts';

export type CountySetting = {
	/** Id of the county: `532822`. */
	county: string;
	storage: Storage;
	clock: Clock;
	random: Random;
	/** The receipt key that the root has appointed. */
	receiptSigner: PromptSigner;
	/** P56, P90: to which devices seal, as it is told in every welcome; null where nothing opens what they sealed. */
	sealKey: CountySealKey | null;
	/** Runs the next group commit a little later: `setImmediate`, or by hand in tests. */
	schedule: (work: () => void) => void;
	/** Hears of what should never happen: a disk that fails, a broken invariant. */
	onFailure: (error: unknown) => void;
};

/** The county's end of the protocol, without transport: what a server, a test or a simulator connects sockets to. */
export interface County {
	connect(socket: Socket): void;
	enrol(line: string): Promise<Enrolment>;
	/** P57: the changes of a parcel. Rejects where the disk failed: then none of them is kept. */
	takeCarried(lines: string[]): Promise<Answer[]>;
	/** Changes made in the county's own house: its founding, the command line. */
	record(changes: Change[]): Promise<Answer[]>;
	/** Whose password was right on which device; the caller checked it. */
	readonly signIns: SignIns;
	directory(): DirectoryState;
	readonly log: CountyLog;
	/** Lines of devices that have proven themselves. */
	greeted(): Greeted[];
	/** Catalogue releases that the log does not tell of yet, in order. */
	logReleases(releases: ToldRelease[]): void;
	/** A catalogue release is out: told on every open line, and at each welcome. */
	tellRelease(number: number): void;
	/** P54: if another process restored a backup, every line ends, so that devices hear of the new epoch. Whether it did. */
	lookForRestore(): boolean;
	/** Resolves when every message taken so far is gathered for a commit or answered. */
	quiet(): Promise<void>;
	/** Commits and answers what was taken, then closes every line. The storage stays open. */
	close(): Promise<void>;
}

export function createCounty(setting: CountySetting): County {
	const { county, storage, clock, random, receiptSigner, sealKey, schedule, onFailure } = setting;
	const lines = new Set<Line>();
	const work = workInHand();
	const fresh = signIns(clock);
	const log = countyLog({ county, storage, signer: receiptSigner });
	logWhatWasBefore(storage, log);
	refoldAfterUpdate(storage, log);
	const sequencer = createSequencer({
		county,
		storage,
		log,
		clock,
		signedIn: (device, clerk) => fresh.isFresh(device, clerk)
	});
	const commits = groupCommit({ sequencer, schedule, onFailure, onCommitted });
	let release = 0;

	const hall: Hall = {
		storage,
		clock,
		random,
		receiptSigner,
		sealKey,
		directoryDoc: `directory/${county}`,
		sequencer,
		commits,
		record,
		release: () => release,
		checkpoint: () => log.checkpoint(),
		greet(line) {
			lines.add(line);
			noteContact(line);
		}
	};

	function onCommitted(taken: Taken): void {
		for (const line of lines) {
			try {
				tellOf(taken, line);
			} catch (error) {
				// It may have missed something, and hears of it on its next line.
				onFailure(error);
				line.fail('internal');
			}
		}
	}

	function tellOf({ later, fed }: Taken, line: Line): void {
		const device = line.greeted?.device;
		const mine = later.flatMap((one) => (one.device === device ? one.answer : []));
		if (mine.length > 0) answerLine(line, mine, hall);
		if (wasRevoked(line)) line.send({ type: 'revoked' });
		const hasNews = line.greeted && (fed.has(EVERYONE) || fed.has(line.greeted.unit));
		if (hasNews) feedLine(line, hall);
	}

	/** P8: a revocation reaches a line that is open. */
	function wasRevoked({ greeted }: Line): boolean {
		if (!greeted || greeted.revoked) return false;
		const device = sequencer.directory().devices[greeted.device];
		// A restored county may not know it any more (P54): it keeps its keys, and brings itself back.
		greeted.revoked = device !== undefined && device.until !== null;
		return greeted.revoked;
	}

	function record(changes: Change[]): Promise<Answer[]> {
		return new Promise((resolve, reject) => {
			commits.add(
				changes.map((change) => ({ change, from: null })),
				(answers) => (answers ? resolve(answers) : reject(new Error('the commit failed')))
			);
		});
	}

	function noteContact({ greeted }: Line): void {
		if (!greeted) return;
		const { device, cursor, release, report } = greeted;
		try {
			storage.touch({ device, cursor, release, report, lastSeen: clock.now() });
		} catch (error) {
			// Only what the admin's page says of silence is lost; a socket that closes has nobody else to tell.
			onFailure(error);
		}
	}

	async function takeFrame(line: Line, frame: string): Promise<void> {
		if (!line.isOpen) return;
		const message = readAtCounty(frame);
		switch (message?.type) {
			case 'hello':
				return takeHello(line, message, hall);
			case 'push':
				return takePush(line, message, hall);
			case 'got':
				return takeGot(line, message, hall);
			case 'report':
				return takeReport(line, message, hall);
			case 'ping':
				line.send({ type: 'pong' });
				return tellCheckpoint(line, hall);
			case 'pong':
				return;
			case undefined:
				return line.fail('bad-frame');
		}
	}

	function connect(socket: Socket): void {
		const line = openLine(socket, toBase64Url(random.bytes(16)), work);
		let incoming = Promise.resolve();
		line.send({ type: 'challenge', nonce: line.nonce });
		socket.onMessage((frame) => {
			incoming = incoming
				.then(() => takeFrame(line, frame))
				.catch((error: unknown) => {
					onFailure(error);
					line.fail('internal');
				});
			work.add(incoming);
		});
		socket.onClose(() => {
			if (lines.delete(line)) noteContact(line);
		});
	}

	return {
		connect,
		enrol: (line) => enrol(line, hall),
		takeCarried: (lines) => takeCarried(lines, hall),
		record,
		signIns: fresh,
		directory: () => sequencer.directory(),
		greeted: () => [...lines].flatMap((line) => line.greeted ?? []),
		log,
		logReleases(releases) {
			const entries = releases.map((told) => ({ is: 'release' as const, ...told }));
			storage.commit({ ...emptyCommit(), log: log.extend(entries) });
		},
		tellRelease(number) {
			release = number;
			for (const line of lines) line.send({ type: 'notice', about: 'release', release });
		},
		lookForRestore() {
			try {
				if (!sequencer.wasRestored()) return false;
			} catch (error) {
				// Nobody waits for the answer; it is looked for again soon.
				onFailure(error);
				return false;
			}
			for (const line of lines) line.close();
			return true;
		},
		quiet: () => work.done(),
		async close() {
			await work.done();
			commits.flush();
			await work.done();
			for (const line of lines) {
				noteContact(line);
				line.close();
			}
			lines.clear();
			await work.done();
		}
	};
}
