import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	readChange,
	verifyChange,
	writeChange,
	type Change,
	type Draft
} from '../../src/lib/changes/change.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import { systemRandom } from '../../src/lib/platform/real.ts';

const draft: Draft = {
	doc: 'case/01JD',
	device: 'device-1',
	seq: 1,
	prev: null,
	seen: [],
	known: { epoch: 1, directory: 4, time: 5 },
	at: 1_795_400_000_000
};

let signer: Signer;
let change: Change;

beforeAll(async () => {
	signer = signerOf(await keyPairFromSeed(new Uint8Array(32).fill(7)));
	change = await writeChange(draft, { type: 'note', text: '已电话告知 \uFFFD' }, signer, systemRandom);
});

describe('a change', () => {
	test('reads back as it was written, signed by its author', async () => {
		expect(await verifyChange(change.line)).toEqual({ ok: true, change });
		expect(change.envelope).toMatchObject({ ...draft, v: 1, author: signer.key });
		expect(change.body?.action).toEqual({ type: 'note', text: '已电话告知 \uFFFD' });
	});

	test('whose body the county erased still verifies', async () => {
		const [signature, envelope] = change.line.split('\t');
		const read = await verifyChange(`${signature}\t${envelope}\t`);
		expect(read).toMatchObject({ ok: true, change: { id: change.id, body: null } });
	});

	test('keeps fields of a later version, under the same signature', async () => {
		const later = { type: 'note', text: 'x', mood: 'good' };
		const { line } = await writeChange(draft, later, signer, systemRandom);
		const read = await verifyChange(line);
		expect(read.ok && read.change.body?.action).toEqual(later);
	});

	test('of a later format is told apart from a broken one', () => {
		const [signature, envelope = '', body] = change.line.split('\t');
		const later = envelope.replace('"v":1', '"v":2');
		expect(readChange(`${signature}\t${later}\t${body}`)).toEqual({ ok: false, fault: 'unknown-version' });
		expect(readChange('nonsense')).toEqual({ ok: false, fault: 'malformed' });
	});

	test.each([
		['a new line between its signs', '{"type":"note",\n"text":"x"}'],
		[
			'more depth than can be written again',
			`{"type":"note","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
		],
		['a number that JSON cannot write', '{"type":"note","x":[1e999]}']
	])('with %s is malformed, whoever signed it', (_, actionText) => {
		const body = `{"salt":"${'A'.repeat(22)}","action":${actionText}}`;
		const bodyHash = createHash('sha256').update(body).digest('base64url');
		const envelope = JSON.stringify({ ...change.envelope, body: bodyHash });
		expect(readChange(`signature\t${envelope}\t${body}`)).toEqual({ ok: false, fault: 'malformed' });
	});

	test('signed by another key is refused', async () => {
		const other = signerOf(await keyPairFromSeed(new Uint8Array(32).fill(8)));
		const theirs = await writeChange(draft, { type: 'note', text: 'x' }, other, systemRandom);
		const [signature] = theirs.line.split('\t');
		const [, envelope, body] = change.line.split('\t');
		expect(await verifyChange(`${signature}\t${envelope}\t${body}`)).toEqual({
			ok: false,
			fault: 'wrong-signature'
		});
	});
});

describe('a change with one bit altered is never accepted', () => {
	test('any bit of the bytes on the wire', { timeout: 30_000 }, async () => {
		const bytes = new TextEncoder().encode(change.line);
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const altered = bytes.slice();
			altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			const read = await verifyChange(new TextDecoder('utf-8', { ignoreBOM: true }).decode(altered));
			if (read.ok) expect.fail(`bit ${bit} flipped and accepted`);
		}
	});

	test('any bit of any character in memory, whatever was written', { timeout: 30_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ unit: 'binary', maxLength: 40 }),
				fc.nat(),
				fc.nat(15),
				async (text, place, bit) => {
					const { line } = await writeChange(draft, { type: 'note', text }, signer, systemRandom);
					const at = place % line.length;
					const altered =
						line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ (1 << bit)) + line.slice(at + 1);
					expect((await verifyChange(altered)).ok).toBe(false);
				}
			),
			{ numRuns: 300, examples: [['\uFFFD', 0, 0]] }
		);
		const replaced = change.line.indexOf('\uFFFD');
		const surrogate = String.fromCharCode(0xfffd ^ 0x2000);
		const altered = change.line.slice(0, replaced) + surrogate + change.line.slice(replaced + 1);
		expect(await verifyChange(altered)).toEqual({ ok: false, fault: 'malformed' });
	});
});
