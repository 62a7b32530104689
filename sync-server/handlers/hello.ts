import { entry } from '../../src/lib/documents/directory/rights.ts';
import { fromBase64Url, toBase64Url } from '../../src/lib/platform/base64url.ts';
import { verifySignature } from '../../src/lib/platform/ed25519.ts';
import { MAX_FRAME_LENGTH } from '../../src/lib/protocol/frame.ts';
import { PROTOCOL_VERSION, type Hello } from '../../src/lib/protocol/messages.ts';
import { helloBytes } from '../../src/lib/protocol/request.ts';
import type { Hall } from '../hall.ts';
import { feedLine, FIRST_BATCH } from '../feed.ts';
import type { Line } from '../line.ts';
import { MOST_IN_A_PUSH, sendFork } from './push.ts';

/** P2 to P8, P54. */
export async function takeHello(line: Line, hello: Hello, hall: Hall): Promise<void> {
	const { storage, clock, random, sequencer } = hall;
	if (line.greeted) return line.fail('bad-frame');
	if (hello.protocol !== PROTOCOL_VERSION) {
		return line.fail(hello.protocol < PROTOCOL_VERSION ? 'old-protocol' : 'new-protocol');
	}
	const device = entry(sequencer.directory().devices, hello.device);
	if (!device) return line.fail('unknown-device');
	const proof = fromBase64Url(hello.proof);
	const proven = proof && (await verifySignature(device.key, helloBytes(line.nonce, device.id), proof));
	if (!proven) return line.fail('wrong-proof');
	// It may have closed meanwhile, and nobody would tell the hall of it any more.
	if (!line.isOpen) return;

	const { epoch } = storage.sequence();
	if (hello.epoch > epoch) return line.fail('older-county');
	if (differs(hello, hall)) {
		return sendFork(line, device.id, hall);
	}
	const ticket = toBase64Url(random.bytes(16));
	line.greeted = {
		device: device.id,
		unit: device.unit,
		revoked: device.until !== null,
		ticket,
		release: hello.release,
		own: hello.own,
		report: null,
		checkpoint: null,
		// A cursor of another epoch counts something else.
		cursor: hello.epoch === epoch ? Math.min(hello.cursor, storage.feedEnd()) : 0,
		batchOut: null,
		left: 0,
		batchSize: FIRST_BATCH
	};
	hall.greet(line);
	if (device.until !== null) return line.send({ type: 'revoked' });
	line.send({
		type: 'welcome',
		time: clock.now(),
		epoch,
		base: baseFor(hello.epoch, hall),
		release: hall.release(),
		seq: storage.chainHead(device.id).seq,
		ticket,
		...(hall.sealKey !== null && { sealKey: hall.sealKey.note }),
		limits: { pushChanges: MOST_IN_A_PUSH, frameLength: MAX_FRAME_LENGTH }
	});
	feedLine(line, hall, 'even-empty');
}

/** P54: up to where the county surely has what a device of that epoch has receipts for. */
function baseFor(epoch: number, { storage }: Hall): number {
	const bases = storage.restores().flatMap((restore) => (restore.epoch > epoch ? [restore.base] : []));
	return Math.min(storage.sequence().pos, ...bases);
}

/** P6: whether the device's chain is not a continuation of what the county has of it. */
function differs({ device, seq, head }: Hello, { storage }: Hall): boolean {
	if (seq < storage.chainHead(device).seq) return true;
	const here = seq === 0 ? null : storage.atSeq(device, seq);
	return here !== null && here.id !== head;
}
