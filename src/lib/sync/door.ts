import * as v from 'valibot';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '../platform/base64url.ts';
import type { Signer } from '../platform/ed25519.ts';
import {
	parcelRefusal,
	uploadRefusal,
	type ParcelRefusal,
	type UploadRefusal
} from '../protocol/messages.ts';
import { requestBytes } from '../protocol/request.ts';
import {
	blocks,
	countyCard,
	demoAnswer,
	directoryAnswer,
	enrolRefusal,
	passwordRefusal,
	signInAnswer,
	signInRefusal,
	stations,
	type BlockSeen,
	type CountyCard,
	type DemoAccount,
	type DirectoryAnswer,
	type EnrolRefusal,
	type PasswordRefusal,
	type SignInRefusal,
	type Stations
} from './door-answers.ts';

/** `offline`: no answer. `closed`: the line is not on, so no ticket. `faulty`: an answer that is none. */
export type DoorFault = 'offline' | 'closed' | 'not-allowed' | 'faulty';
export type Answer<T, Code extends string = never> =
	{ ok: true; value: T } | { ok: false; code: Code | DoorFault };

export type DoorSetting = {
	fetch: typeof fetch;
	/** '' for the origin that served the app. */
	origin: string;
	/** The line's ticket; null while it is off. */
	ticket: () => string | null;
	deviceSigner: () => Promise<Signer | null>;
	clerkSigner: () => Promise<Signer | null>;
};

/** What the county answers over HTTP. Codes cross the wire, never prose. */
export interface Door {
	county(): Promise<Answer<CountyCard>>;
	/** P50 */
	enrol(line: string): Promise<Answer<DirectoryAnswer, EnrolRefusal>>;
	signIn(who: {
		account: string;
		password: string;
		device: string;
		/** The key of the device's locked vault, sealed to the county. */
		vault?: string;
	}): Promise<Answer<{ clerk: string; vault?: string | undefined }, SignInRefusal>>;
	/** P70: the offset from which the county wants it, its length where it has it already. */
	beginUpload(hash: string, length: number, until: AbortSignal): Promise<Answer<number, UploadRefusal>>;
	/** P71: the bytes from `offset` on; the offset up to which the county has it on its disk. */
	appendUpload(
		hash: string,
		offset: number,
		bytes: Uint8Array<ArrayBuffer>,
		until: AbortSignal
	): Promise<Answer<number, UploadRefusal>>;
	/** Null where the county has none of that name. */
	photograph(hash: string): Promise<Answer<Uint8Array<ArrayBuffer> | null>>;
	/** P57: hands over a parcel of any device; what comes back is the file for it. */
	handOver(parcel: Uint8Array<ArrayBuffer>): Promise<Answer<Uint8Array<ArrayBuffer>, ParcelRefusal>>;
	stations(): Promise<Answer<Stations>>;
	/** What the county has seen of each block of case numbers. */
	blocks(): Promise<Answer<BlockSeen[]>>;
	setPassword(clerk: string, password: string): Promise<Answer<null, PasswordRefusal>>;
	/** Accounts to try, of a demo county only. */
	demo(): Promise<Answer<DemoAccount[]>>;
}

type Call = {
	method: 'GET' | 'PATCH' | 'POST';
	path: string;
	body?: Uint8Array<ArrayBuffer>;
	mediaType?: string;
	headers?: Record<string, string>;
	/** What ends it before its answer. */
	until?: AbortSignal;
};

const utf8 = new TextEncoder();
const noRefusal = v.never();

export function openDoor({ fetch, origin, ticket, deviceSigner, clerkSigner }: DoorSetting): Door {
	async function call(request: Call, authorization?: string) {
		const { method, path, body, mediaType, until } = request;
		const headers = {
			...request.headers,
			...(mediaType && { 'content-type': mediaType }),
			...(authorization && { authorization })
		};
		try {
			return await fetch(origin + path, {
				...{ method, headers },
				...(body && { body }),
				...(until && { signal: until })
			});
		} catch {
			return null;
		}
	}

	/** P52: signed by a key of this device, good while its line lives. */
	async function callAs(
		signerOf: () => Promise<Signer | null>,
		request: Call
	): Promise<Response | 'closed' | null> {
		const held = ticket();
		const signer = await signerOf();
		if (held === null || !signer) return 'closed';
		const bodyHash = toBase64Url(sha256(request.body ?? new Uint8Array()));
		const signature = await signer.sign(requestBytes(held, request.method, request.path, bodyHash));
		return call(request, `Yizhan ${held}.${signer.key}.${toBase64Url(signature)}`);
	}

	/** One request of tus 1.0.0, for whose answer only the offset counts. */
	async function upload(request: Call): Promise<Answer<number, UploadRefusal>> {
		const headers = { ...request.headers, 'tus-resumable': '1.0.0' };
		const response = await callAs(deviceSigner, { ...request, headers });
		if (response === 'closed' || !response?.ok) return refusal(response, uploadRefusal);
		const offset = response.headers.get('upload-offset');
		return offset !== null && /^\d+$/.test(offset)
			? { ok: true, value: Number(offset) }
			: { ok: false, code: 'faulty' };
	}

	const photographPath = (hash: string) => `/api/photographs/${hash}`;

	return {
		county: async () => read(await call({ method: 'GET', path: '/api/county' }), countyCard, noRefusal),
		async enrol(line) {
			const request = { body: utf8.encode(line), mediaType: 'text/plain' };
			const response = await call({ method: 'POST', path: '/api/enrol', ...request });
			return read(response, directoryAnswer, enrolRefusal);
		},
		async signIn(who) {
			const response = await call({ method: 'POST', path: '/api/sign-in', ...json(who) });
			return read(response, signInAnswer, signInRefusal);
		},
		async beginUpload(hash, length, until) {
			const headers = { 'upload-length': `${length}`, 'upload-metadata': `sha256 ${btoa(hash)}` };
			return upload({ method: 'POST', path: '/api/photographs', headers, until });
		},
		async appendUpload(hash, offset, bytes, until) {
			return upload({
				method: 'PATCH',
				path: photographPath(hash),
				body: bytes,
				mediaType: 'application/offset+octet-stream',
				headers: { 'upload-offset': `${offset}` },
				until
			});
		},
		async photograph(hash) {
			const response = await callAs(deviceSigner, { method: 'GET', path: photographPath(hash) });
			if (response === 'closed' || !response?.ok) {
				const isUnknown = response !== 'closed' && response?.status === 404;
				return isUnknown ? { ok: true, value: null } : { ok: false, code: faultOf(response) };
			}
			const bytes = await response.arrayBuffer().catch(() => null);
			return bytes ? { ok: true, value: new Uint8Array(bytes) } : { ok: false, code: 'offline' };
		},
		async handOver(parcel) {
			const request = { path: '/api/parcels', body: parcel, mediaType: 'application/x-yizhan' };
			const response = await callAs(deviceSigner, { method: 'POST', ...request });
			if (response === 'closed' || !response?.ok) return refusal(response, parcelRefusal);
			const bytes = await response.arrayBuffer().catch(() => null);
			return bytes ? { ok: true, value: new Uint8Array(bytes) } : { ok: false, code: 'offline' };
		},
		stations: async () =>
			read(await callAs(clerkSigner, { method: 'GET', path: '/api/stations' }), stations, noRefusal),
		async blocks() {
			const request: Call = { method: 'GET', path: '/api/blocks' };
			const answer = await read(await callAs(clerkSigner, request), blocks, noRefusal);
			return answer.ok ? { ok: true, value: answer.value.blocks } : answer;
		},
		async setPassword(clerk, password) {
			const path = `/api/accounts/${encodeURIComponent(clerk)}/password`;
			const response = await callAs(clerkSigner, { method: 'POST', path, ...json({ password }) });
			return done(response, passwordRefusal);
		},
		async demo() {
			const answer = await read(await call({ method: 'GET', path: '/api/demo' }), demoAnswer, noRefusal);
			return answer.ok ? { ok: true, value: answer.value.accounts } : answer;
		}
	};
}

type Came = Response | 'closed' | null;

function json(value: unknown): { body: Uint8Array<ArrayBuffer>; mediaType: string } {
	return { body: utf8.encode(JSON.stringify(value)), mediaType: 'application/json' };
}

function faultOf(came: Came): DoorFault {
	if (came === 'closed') return 'closed';
	if (!came) return 'offline';
	return came.status === 401 || came.status === 403 ? 'not-allowed' : 'faulty';
}

async function read<T, Code extends string>(
	came: Came,
	schema: v.GenericSchema<unknown, T>,
	refusals: v.GenericSchema<unknown, Code>
): Promise<Answer<T, Code>> {
	if (came === 'closed' || !came?.ok) return refusal(came, refusals);
	const value = v.safeParse(schema, await came.json().catch(() => null));
	return value.success ? { ok: true, value: value.output } : { ok: false, code: 'faulty' };
}

async function done<Code extends string>(
	came: Came,
	refusals: v.GenericSchema<unknown, Code>
): Promise<Answer<null, Code>> {
	return came !== 'closed' && came?.ok ? { ok: true, value: null } : refusal(came, refusals);
}

async function refusal<Code extends string>(
	came: Came,
	refusals: v.GenericSchema<unknown, Code>
): Promise<{ ok: false; code: Code | DoorFault }> {
	if (came === 'closed' || !came) return { ok: false, code: faultOf(came) };
	const said = v.safeParse(v.looseObject({ code: refusals }), await came.json().catch(() => null));
	return { ok: false, code: said.success ? said.output.code : faultOf(came) };
}
