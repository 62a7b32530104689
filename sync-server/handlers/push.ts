import { verifyChange, type Read } from '../../src/lib/changes/change.ts';
import { signReceipts } from '../../src/lib/changes/receipt.ts';
import { hashText } from '../../src/lib/platform/hash-text.ts';
import type { Push } from '../../src/lib/protocol/messages.ts';
import type { Hall } from '../hall.ts';
import type { Line } from '../line.ts';
import { openSealedLines } from '../open-sealed-lines.ts';
import type { Answer } from '../sequencer.ts';

/** What a device may put into one push; within what one commit takes. */
export const MOST_IN_A_PUSH = 200;
/** A device that waits for its answers never has as many under way. */
const MOST_UNANSWERED = 2000;

/** P10 to P15, P90. Resolves when the changes are verified and gathered; they are answered after their commit. */
export async function takePush(line: Line, push: Push, hall: Hall): Promise<void> {
	if (!line.greeted) return line.fail('bad-frame');
	const { device } = line.greeted;
	line.unanswered += push.lines.length;
	if (line.unanswered > MOST_UNANSWERED) return line.fail('too-fast');

	const { vault, lines: pushed } = push;
	const { lines, unopened } = await openSealedLines(
		{ device, vault, lines: pushed },
		hall.sealKey?.pair ?? null
	);
	if (unopened.length > 0) {
		line.unanswered -= unopened.length;
		line.send({ type: 'unopened', changes: unopened });
	}
	const reads = await Promise.all(lines.map(verifyChange));
	const unreadable = reads.flatMap((read, i) => (read.ok ? [] : unreadableAnswer(read, lines[i] ?? '')));
	const arrivals = reads.flatMap((read) => (read.ok ? { change: read.change, from: device } : []));
	hall.commits.add(arrivals, (answers) => {
		line.unanswered -= lines.length;
		if (!answers) return line.fail('internal');
		answerLine(line, [...unreadable, ...answers], hall);
		const isMine = (_: Answer, i: number) => arrivals[i]?.change.envelope.device === device;
		if (answers.filter(isMine).some(showsFork)) sendFork(line, device, hall);
		else if (answers.some(({ is }) => is === 'left-out')) line.fail('too-many-waiting');
	});
}

/** P7: what a device never does to its own chain, unless it was restored or copied. */
function showsFork(answer: Answer): boolean {
	return answer.is === 'refused' && (answer.code === 'seq-taken' || answer.code === 'chain-broken');
}

export function sendFork(line: Line, device: string, { storage }: Hall): void {
	const { seq, id } = storage.chainHead(device);
	line.send({ type: 'fork', seq, head: id });
	line.close();
}

/** P12: bytes that nobody signed are no change: refused, and forgotten. */
export function unreadableAnswer(read: Read & { ok: false }, line: string): Answer {
	const envelope = line.split('\t', 2)[1] ?? line;
	return { is: 'refused', id: hashText(envelope), code: read.fault };
}

/** Tells a device what became of changes: receipts, waiting and refusals, each as one message. */
export function answerLine(line: Line, answers: Answer[], { receiptSigner }: Hall): void {
	const receipts = answers.flatMap((answer) => (answer.is === 'settled' ? answer.receipt : []));
	const waiting = answers.flatMap((answer) =>
		answer.is === 'waiting' ? { id: answer.id, missing: answer.missing } : []
	);
	const refused = answers.flatMap((answer) =>
		answer.is === 'refused' ? { id: answer.id, code: answer.code } : []
	);
	if (receipts.length > 0) {
		line.send(signReceipts(receipts, receiptSigner).then((sheet) => ({ type: 'receipts', sheet })));
	}
	if (waiting.length > 0) line.send({ type: 'waiting', changes: waiting });
	if (refused.length > 0) line.send({ type: 'refusals', changes: refused });
}
