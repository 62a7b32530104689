import { readChange, writeChange, type Body, type Change, type Known } from '../../src/lib/changes/change.ts';
import { verifyReceipts, type Receipt } from '../../src/lib/changes/receipt.ts';
import type { DirectoryAction } from '../../src/lib/documents/directory/actions.ts';
import type { Unit } from '../../src/lib/documents/directory/state.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { readAtDevice, writeFrame } from '../../src/lib/protocol/frame.ts';
import type { Hello, ToCounty, ToDevice } from '../../src/lib/protocol/messages.ts';
import { helloBytes } from '../../src/lib/protocol/request.ts';
import { createCounty, type County } from '../../sync-server/county.ts';
import { foundingChanges } from '../../sync-server/founding.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { socketPair } from '../support/sockets.ts';
import { virtualTime } from '../support/virtual-time.ts';

export const VILLAGE = '532822104201';
export const OTHER_VILLAGE = '532822104202';
export const TOWN = '532822104';
export const DEPARTMENT = '532822MZ';

const unit = (id: string, level: Unit['level'], parent: string | null): Unit => {
	return { id, level, name: id, short: id, parent, phone: null, address: null };
};
const units = [
	unit('532822', 'county', null),
	unit(DEPARTMENT, 'department', '532822'),
	unit(TOWN, 'township', '532822'),
	unit(VILLAGE, 'village', TOWN),
	unit(OTHER_VILLAGE, 'village', TOWN)
];
const staff: { id: string; unit: string; role: 'agent' | 'window' | 'officer' }[] = [
	{ id: 'agent', unit: VILLAGE, role: 'agent' },
	{ id: 'other-agent', unit: OTHER_VILLAGE, role: 'agent' },
	{ id: 'window', unit: TOWN, role: 'window' },
	{ id: 'officer', unit: DEPARTMENT, role: 'officer' }
];

/** A county of five units with one clerk in each, all of whose time, chance, commits and frames move by hand. */
export async function smallCounty(make: (storage: Storage) => Storage = (storage) => storage) {
	const time = virtualTime();
	const random = seededRandom(1);
	const signer = async () => signerOf(await keyPairFromSeed(random.bytes(32)));
	const scheduled: (() => void)[] = [];
	const failures: unknown[] = [];
	const storage = make(openSqlite(':memory:'));
	const [root, receiptSigner, invite, device, admin] = await Promise.all(Array.from({ length: 5 }, signer));
	if (!root || !receiptSigner || !invite || !device || !admin) throw new Error('no keys');
	const invites = new Map<string, Signer>();
	for (const { id } of units) invites.set(id, await signer());

	function open(): County {
		return createCounty({
			county: '532822',
			storage,
			clock: time,
			random,
			receiptSigner: receiptSigner as Signer,
			schedule: (work) => void scheduled.push(work),
			onFailure: (error) => void failures.push(error)
		});
	}

	const town = {
		time,
		random,
		storage,
		failures,
		county: open(),
		root,
		flush,
		commit,
		settle,
		record,
		enrol,
		restart
	};

	/** Lets the next commit happen, if something has gathered. */
	function commit(): boolean {
		const work = scheduled.shift();
		work?.();
		return work !== undefined;
	}

	/** Commits until nothing gathers any more. */
	async function settle(): Promise<void> {
		do await town.county.quiet();
		while (commit());
	}

	/** The process dies and starts again on the same disk. */
	function restart(): void {
		scheduled.length = 0;
		town.county = open();
	}

	async function flush<T>(work: Promise<T>): Promise<T> {
		let done = false;
		void work.finally(() => (done = true)).catch(() => {});
		while (!done) {
			await new Promise((resolve) => setImmediate(resolve));
			commit();
		}
		return work;
	}

	const rootChain = { seq: 0, prev: null as string | null };
	async function record(...actions: DirectoryAction[]): Promise<Change[]> {
		const changes: Change[] = [];
		for (const action of actions) {
			const place = {
				doc: 'directory/532822',
				device: 'root-later',
				seq: ++rootChain.seq,
				prev: rootChain.prev
			};
			const known = { epoch: 0, directory: 0, time: 0 };
			const change = await writeChange(
				{ ...place, seen: [], known, at: time.now() },
				action,
				root as Signer,
				random
			);
			rootChain.prev = change.id;
			changes.push(change);
		}
		await flush(town.county.record(changes));
		return changes;
	}

	/** A device of a unit, enrolled, with a clerk's key bound. */
	async function enrol(unitId: string, clerk: string): Promise<TestDevice> {
		const made = await testDevice(`device-${clerk}`, clerk, await signer(), await signer(), town);
		const invited = invites.get(unitId);
		if (!invited) throw new Error(`no such unit: ${unitId}`);
		const first = await made.write(
			'directory/532822',
			{ type: 'enrol', device: made.id, key: made.signer.key, name: made.id },
			{ signer: invited }
		);
		const enrolled = await flush(town.county.enrol(first.line));
		if (!enrolled.ok) throw new Error(enrolled.code);
		made.takeReceipts((await verifyReceipts(enrolled.sheet)) ?? [], enrolled.lines);
		town.county.signIns.remember(made.id, clerk);
		const bind = await made.write(
			'directory/532822',
			{ type: 'bindKey', clerk, key: made.clerkSigner.key },
			{ signer: made.signer }
		);
		await flush(town.county.record([bind]));
		const receipt = storage.change(bind.id)?.receipt;
		if (!receipt) throw new Error('the key was not bound');
		made.takeReceipts([receipt], [bind.line]);
		return made;
	}

	town.county.signIns.remember('command-line', 'admin');
	const founding = await foundingChanges(
		{
			county: { id: '532822', name: '勐海县' },
			units,
			root,
			receiptKey: receiptSigner.key,
			admin: { id: 'admin', name: '管理员', account: 'admin', phone: null },
			commandLine: { device: 'command-line', invite, key: device, adminKey: admin },
			more: [
				...staff.flatMap(({ id, unit, role }): DirectoryAction[] => [
					{ type: 'putClerk', clerk: { id, name: id, account: id, phone: null } },
					{ type: 'grantRole', clerk: id, unit, role }
				]),
				...[...invites].map(([id, { key }]): DirectoryAction => ({
					type: 'invite',
					key,
					unit: id,
					uses: 2,
					until: time.now() + 86_400_000
				}))
			]
		},
		time,
		random
	);
	await flush(town.county.record(founding));
	return town;
}

export type SmallCounty = Awaited<ReturnType<typeof smallCounty>>;

type Options = {
	signer?: Signer;
	seen?: string[];
	known?: Partial<Known>;
	seq?: number;
	prev?: string | null;
};

async function testDevice(
	id: string,
	clerk: string,
	signer: Signer,
	clerkSigner: Signer,
	town: { time: { now(): number }; random: ReturnType<typeof seededRandom>; county: County }
) {
	const known: Known = { epoch: 0, directory: 0, time: 0 };
	const head = { seq: 0, id: null as string | null };

	const device = {
		id,
		clerk,
		signer,
		clerkSigner,
		known,
		head,
		/** The next change of its chain, unless told otherwise. */
		async write(doc: string, action: Body['action'], options: Options = {}) {
			const place = {
				doc,
				device: id,
				seq: options.seq ?? head.seq + 1,
				prev: options.prev === undefined ? head.id : options.prev,
				seen: options.seen ?? [],
				known: { ...known, ...options.known },
				at: town.time.now()
			};
			const change = await writeChange(place, action, options.signer ?? clerkSigner, town.random);
			Object.assign(head, { seq: place.seq, id: change.id });
			return change;
		},
		takeReceipts(receipts: Receipt[], lines: string[]) {
			const directory = new Set(
				lines.flatMap((line) => {
					const read = readChange(line);
					return read.ok && read.change.envelope.doc.startsWith('directory/') ? read.change.id : [];
				})
			);
			for (const { id, epoch, pos, time } of receipts) {
				known.epoch = epoch;
				known.time = Math.max(known.time, time);
				if (directory.has(id)) known.directory = Math.max(known.directory, pos);
			}
		},
		/** Connects and says hello; `said` overrides what it would say. */
		async connect(said: Partial<Hello> = {}) {
			const line = await openTestLine(town.county);
			const [challenge] = line.take();
			if (challenge?.type !== 'challenge') throw new Error('no challenge');
			const proof = await signer.sign(helloBytes(challenge.nonce, id));
			line.send({
				type: 'hello',
				protocol: 1,
				device: id,
				proof: toBase64Url(proof),
				seq: head.seq,
				head: head.id,
				epoch: known.epoch,
				cursor: 0,
				own: false,
				release: 0,
				...said
			});
			await line.settle();
			return line;
		}
	};
	return device;
}

export type TestDevice = Awaited<ReturnType<typeof testDevice>>;

/** A line whose device end is in the test's hand. */
export async function openTestLine(county: County) {
	const pair = socketPair();
	const heard: ToDevice[] = [];
	pair.device.onMessage((text) => {
		const message = readAtDevice(text);
		if (!message) throw new Error(`not a message to a device: ${text.slice(0, 80)}`);
		heard.push(message);
	});
	county.connect(pair.county);
	const line = {
		pair,
		isOpen: () => pair.open,
		send: (message: ToCounty) => line.sendText(writeFrame(message)),
		sendText: (text: string) => pair.device.send(text),
		/** Lets frames arrive and be worked on; commits wait. */
		async settle() {
			do await county.quiet();
			while (pair.flush() > 0);
			await county.quiet();
			pair.flush();
		},
		/** What the county said since the last look. */
		take: (): ToDevice[] => heard.splice(0)
	};
	await line.settle();
	return line;
}

export type TestLine = Awaited<ReturnType<typeof openTestLine>>;
