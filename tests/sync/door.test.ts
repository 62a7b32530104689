import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/lib/platform/base64url.ts';
import { keyPairFromSeed, signerOf, verifySignature } from '../../src/lib/platform/ed25519.ts';
import { requestBytes } from '../../src/lib/protocol/request.ts';
import { openDoor } from '../../src/lib/sync/door.ts';

const signer = async () => signerOf(await keyPairFromSeed(new Uint8Array(32).fill(3)));

function doorTo(
	answer: (request: Request) => Response | Promise<Response>,
	ticket: string | null = 'ticket'
) {
	return openDoor({
		fetch: async (input, init) => answer(new Request(input, init)),
		origin: 'https://county.example',
		ticket: () => ticket,
		deviceSigner: signer,
		clerkSigner: signer
	});
}

test('P52 P71 a part of a photograph is sent with a signature over ticket, method, path and the hash of its bytes', async () => {
	const part = Uint8Array.of(1, 2, 3);
	const hash = toBase64Url(sha256(Uint8Array.of(0, 1, 2, 3)));
	const seen: Request[] = [];
	const door = doorTo((request) => {
		seen.push(request);
		return new Response(null, { status: 204, headers: { 'upload-offset': '4' } });
	});
	const { signal } = new AbortController();
	expect(await door.appendUpload(hash, 1, part, signal)).toEqual({ ok: true, value: 4 });
	const [request] = seen;
	expect(request?.url).toBe(`https://county.example/api/photographs/${hash}`);
	expect(request?.headers.get('upload-offset')).toBe('1');
	expect(request?.headers.get('tus-resumable')).toBe('1.0.0');
	const [, ticket, key = '', signature = ''] =
		/^Yizhan (\w+)\.([\w-]{43})\.([\w-]{86})$/.exec(request?.headers.get('authorization') ?? '') ?? [];
	expect(ticket).toBe('ticket');
	const bodyHash = toBase64Url(sha256(part));
	const signed = requestBytes('ticket', 'PATCH', `/api/photographs/${hash}`, bodyHash);
	expect(await verifySignature(key, signed, fromBase64Url(signature) ?? new Uint8Array())).toBe(true);
	expect(new Uint8Array((await request?.arrayBuffer()) ?? [])).toEqual(part);
});

test('P70 where the county says no offset, or one in no form, its answer is none', async () => {
	const { signal } = new AbortController();
	const begin = (headers: Record<string, string>) =>
		doorTo(() => new Response(null, { status: 201, headers })).beginUpload('h', 10, signal);
	expect(await begin({ 'upload-offset': '0' })).toEqual({ ok: true, value: 0 });
	expect(await begin({})).toEqual({ ok: false, code: 'faulty' });
	expect(await begin({ 'upload-offset': '-1' })).toEqual({ ok: false, code: 'faulty' });
	const other = doorTo(() => Response.json({ code: 'being-sent' }, { status: 423 }));
	expect(await other.beginUpload('h', 10, signal)).toEqual({ ok: false, code: 'being-sent' });
});

test('whatever goes wrong at the door is a code', async () => {
	const who = { account: 'a', password: 'b', device: 'd' };
	const saying = (code: string) => doorTo(() => Response.json({ code }, { status: 403 }));
	expect(await saying('wrong-password').signIn(who)).toEqual({ ok: false, code: 'wrong-password' });
	expect(await saying('something-new').signIn(who)).toEqual({ ok: false, code: 'not-allowed' });
	expect(await saying('invite-expired').enrol('line')).toEqual({ ok: false, code: 'invite-expired' });
	const broken = doorTo(() => new Response('<html>', { status: 502 }));
	expect(await broken.county()).toEqual({ ok: false, code: 'faulty' });
	const unplugged = doorTo(() => Promise.reject(new TypeError('no network')));
	expect(await unplugged.county()).toEqual({ ok: false, code: 'offline' });
	const strange = doorTo(() => Response.json({ accounts: [{ account: 1 }] }));
	expect(await strange.demo()).toEqual({ ok: false, code: 'faulty' });
	const closed = doorTo(() => Response.json({}), null);
	expect(await closed.stations()).toEqual({ ok: false, code: 'closed' });
	const without = doorTo(() => new Response(null, { status: 404 }));
	expect(await without.photograph('h')).toEqual({ ok: true, value: null });
});
