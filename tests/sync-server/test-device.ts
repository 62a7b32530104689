import { readChange, writeChange, type Body, type Change, type Known } from '../../src/lib/changes/change.ts';
import type { Receipt } from '../../src/lib/changes/receipt.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../../src/lib/platform/seams.ts';
import type { Hello } from '../../src/lib/protocol/messages.ts';
import { helloBytes } from '../../src/lib/protocol/request.ts';
import type { TestLine } from './test-line.ts';

/** What a change says other than the device's next one would. */
export type Otherwise = {
	signer?: Signer;
	seen?: string[];
	known?: Partial<Known>;
	seq?: number;
	prev?: string | null;
	device?: string;
	redoes?: string;
};

/** A device whose every word is in the test's hand: it may also say what no honest one would. */
export function testDevice(
	{ id, clerk, signer, clerkSigner }: { id: string; clerk: string; signer: Signer; clerkSigner: Signer },
	{ clock, random, openLine }: { clock: Clock; random: Random; openLine: () => Promise<TestLine> }
) {
	const known: Known = { epoch: 0, directory: 0, time: 0 };
	const head = { seq: 0, id: null as string | null };
	return {
		id,
		clerk,
		signer,
		clerkSigner,
		known,
		head,
		/** The next change of its chain, unless told otherwise. */
		async write(doc: string, action: Body['action'], otherwise: Otherwise = {}): Promise<Change> {
			const place = {
				doc,
				device: otherwise.device ?? id,
				seq: otherwise.seq ?? head.seq + 1,
				prev: otherwise.prev === undefined ? head.id : otherwise.prev,
				seen: otherwise.seen ?? [],
				known: { ...known, ...otherwise.known },
				at: clock.now(),
				...(otherwise.redoes !== undefined && { redoes: otherwise.redoes })
			};
			const change = await writeChange(place, action, otherwise.signer ?? clerkSigner, random);
			Object.assign(head, { seq: place.seq, id: change.id });
			return change;
		},
		takeReceipts(receipts: Receipt[], lines: string[]): void {
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
		async connect(said: Partial<Hello> = {}): Promise<TestLine> {
			const line = await openLine();
			const [challenge] = line.take();
			if (challenge?.type !== 'challenge') throw new Error('no challenge');
			const proof = toBase64Url(await signer.sign(helloBytes(challenge.nonce, id)));
			const { seq, id: headId } = head;
			const place = { seq, head: headId, epoch: known.epoch, cursor: 0, own: false, release: 0 };
			line.send({ type: 'hello', protocol: 1, device: id, proof, ...place, ...said });
			await line.settle();
			return line;
		}
	};
}

export type TestDevice = ReturnType<typeof testDevice>;
