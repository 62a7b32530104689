import { expect, test } from 'vitest';
import {
	checkpointText,
	logName,
	readCheckpoint,
	verifyCheckpoint,
	type Checkpoint
} from '../../src/lib/changes/checkpoint.ts';
import {
	isNoteSignedBy,
	noteBytes,
	readNote,
	verifierKey,
	writeNote
} from '../../src/lib/changes/signed-note.ts';
import { fromBase64 } from '../../src/lib/platform/base64.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';

// The example that Go's package golang.org/x/mod/sumdb/note publishes: key, seed, text and signature.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETERS_SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PETERS_TEXT =
	'If you think cryptography is the answer to your problem,\n' +
	"then you don't know what your problem is.\n";
const PETERS_NOTE = `${PETERS_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const signerFrom = async (seed: Uint8Array<ArrayBuffer>) => signerOf(await keyPairFromSeed(seed));
const county = await signerFrom(new Uint8Array(32).fill(7));
const someone = await signerFrom(new Uint8Array(32).fill(8));
const checkpoint: Checkpoint = { county: '532822', epoch: 1, size: 20_852_163, root: `${'A'.repeat(43)}=` };

async function signed(signer: Signer, text = checkpointText(checkpoint), name = logName(checkpoint)) {
	return writeNote(text, name, signer.key, await signer.sign(noteBytes(text)));
}

test('a signed note is as Go’s note package writes and reads it', async () => {
	const peter = await signerFrom((fromBase64(PETERS_SEED) ?? new Uint8Array()).slice(1));
	expect(verifierKey('PeterNeumann', peter.key)).toBe(PETER);
	expect(await signed(peter, PETERS_TEXT, 'PeterNeumann')).toBe(PETERS_NOTE);
	const note = readNote(PETERS_NOTE);
	expect(note?.text).toBe(PETERS_TEXT);
	expect(note && (await isNoteSignedBy(note, 'PeterNeumann', peter.key))).toBe(true);
	expect(note && (await isNoteSignedBy(note, 'PeterNeumann', someone.key))).toBe(false);
	expect(note && (await isNoteSignedBy(note, 'SomeoneElse', peter.key))).toBe(false);
});

test('the example of C2SP’s tlog-checkpoint is read as a note', () => {
	const note = readNote(
		`example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`
	);
	expect(note?.text.split('\n')[1]).toBe('20852163');
	const key = toBase64Url(note?.signatures[0]?.keyHash ?? new Uint8Array());
	expect(key).toBe('Az3grg');
});

test('a county’s checkpoint is what it says, under the key of its receipts only', async () => {
	const note = await signed(county);
	expect(readCheckpoint(note)).toEqual(checkpoint);
	expect(await verifyCheckpoint(note, [someone.key, county.key])).toEqual(checkpoint);
	expect(await verifyCheckpoint(note, [someone.key])).toBeNull();
	expect(await verifyCheckpoint(note, [])).toBeNull();
});

test('a witness may sign too, and lines may follow', async () => {
	const text = `${checkpointText(checkpoint)}an extension\n`;
	const note = await signed(county, text);
	const witness = await signed(someone, text, 'witness.example');
	const both = note + witness.slice(witness.lastIndexOf('\n\n') + 2);
	expect(await verifyCheckpoint(both, [county.key])).toEqual(checkpoint);
});

test('a checkpoint with one flipped bit is none', async () => {
	const note = await signed(county);
	const bytes = new TextEncoder().encode(note);
	for (let at = 0; at < bytes.length; at++) {
		for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
			const flipped = bytes.slice();
			flipped[at] = (flipped[at] ?? 0) ^ bit;
			const text = new TextDecoder().decode(flipped);
			expect(await verifyCheckpoint(text, [county.key]), `bit ${bit} of byte ${at}`).toBeNull();
		}
	}
});

test.each([
	['no size', 'yizhan/532822/1\n\nAAAA\n'],
	['a size with a zero before it', checkpointText(checkpoint).replace('20852163', '020852163')],
	['a root that is too short', checkpointText({ ...checkpoint, root: 'AAAA' })],
	['another’s log', checkpointText(checkpoint).replace('yizhan/', 'example/')],
	['two lines', 'yizhan/532822/1\n1\n']
])('no checkpoint of a county: %s', async (_, text) => {
	expect(readCheckpoint(await signed(county, text))).toBeNull();
});
