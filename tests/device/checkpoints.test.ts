import { expect, test } from 'vitest';
import { checkpointText, logName } from '../../src/lib/changes/checkpoint.ts';
import { noteBytes, writeNote } from '../../src/lib/changes/signed-note.ts';
import { toBase64 } from '../../src/lib/platform/base64.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import { enrolledStation } from './enrolled-station.ts';
import { COUNTY, handMadeCounty, VILLAGE } from './hand-made-county.ts';

async function checkpoint(signer: Signer, size: number, root = size, epoch = 1, county: string = COUNTY.id) {
	const text = checkpointText({ county, epoch, size, root: toBase64(new Uint8Array(32).fill(root)) });
	return writeNote(text, logName({ county, epoch }), signer.key, await signer.sign(noteBytes(text)));
}

test('P55 a device keeps the newest checkpoint, over a restore too; one that does not continue it stands beside it', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const take = async (...what: [size: number, root?: number, epoch?: number]) =>
		station.takeCheckpoint(await checkpoint(county.receiptKey, ...what));
	expect(await station.recordProof()).toBeNull();
	await take(7);
	await take(9);
	await take(9);
	expect(await station.recordProof()).toMatchObject({ size: 9, epoch: 1, other: null });

	await take(8);
	expect(await station.recordProof()).toMatchObject({
		size: 9,
		other: { size: 8, at: expect.any(Number) as number }
	});
	await take(9, 1);
	expect(await station.recordProof()).toMatchObject({ size: 9, other: { size: 9 } });

	await take(4, 4, 2);
	expect(await station.recordProof()).toMatchObject({ size: 4, epoch: 2 });
	await take(10, 10, 1);
	expect(await station.recordProof()).toMatchObject({ size: 4, epoch: 2, other: { size: 10 } });
});

test('P55 what no receipt key of this county signed is passed over', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await station.takeCheckpoint(await checkpoint(await county.makeSigner(), 9));
	await station.takeCheckpoint(await checkpoint(county.receiptKey, 9, 9, 1, '530000'));
	await station.takeCheckpoint((await checkpoint(county.receiptKey, 9)).replace('\n9\n', '\n8\n'));
	await station.takeCheckpoint('not a checkpoint');
	expect(await station.recordProof()).toBeNull();
});
