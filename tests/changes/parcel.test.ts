import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readParcel, writeParcel } from '../../src/lib/changes/parcel.ts';

const HASHES = ['a', 'b', 'c'].map((letter) => letter.repeat(43));

/** The same bytes, cut where the numbers say. */
function inPieces(bytes: Uint8Array, lengths: number[]): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(out) {
			let at = 0;
			for (const length of lengths) out.enqueue(bytes.slice(at, (at += length)));
			out.enqueue(bytes.slice(at));
			out.close();
		}
	});
}

const photographs = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 });
const lines = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' ')));

async function packed(written: string[], pictures: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
	const listed = pictures.map((one, i) => ({ hash: HASHES[i] ?? '', size: one.length }));
	const parcel = writeParcel({ device: 'device-1', photographs: listed }, written, async (hash) => {
		return pictures[HASHES.indexOf(hash)] ?? new Uint8Array();
	});
	return new Uint8Array(await new Response(parcel).arrayBuffer());
}

test('P57 what was packed is read again, however the bytes come', async () => {
	await fc.assert(
		fc.asyncProperty(lines, photographs, fc.array(fc.nat(200)), async (written, pictures, cuts) => {
			const bytes = await packed(written, pictures);
			const read = await readParcel(inPieces(bytes, cuts));
			expect(read).toMatchObject({ device: 'device-1', lines: written });
			expect(read?.photographs.map(({ ciphertext }) => new Uint8Array(ciphertext))).toEqual(pictures);
		})
	);
});

test('P57 a parcel that lacks a byte or has one too many, or promises more than may come, is none', async () => {
	const bytes = await packed(['eins', 'zwei'], [new Uint8Array(20)]);
	const read = (some: Uint8Array) => readParcel(inPieces(some, []));
	expect(await read(bytes)).not.toBeNull();
	for (let end = 0; end < bytes.length; end++) expect(await read(bytes.slice(0, end))).toBeNull();
	expect(await read(new Uint8Array([...bytes, 0]))).toBeNull();
	const tooMany = { device: 'device-1', changes: 5001, photographs: [] };
	expect(await read(new TextEncoder().encode(`${JSON.stringify(tooMany)}\n`))).toBeNull();
	const endless = new Uint8Array(2 * 1024 * 1024).fill(0x61);
	expect(await read(endless)).toBeNull();
});
