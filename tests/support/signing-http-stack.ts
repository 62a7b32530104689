import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import { requestBytes } from '../../src/lib/protocol/request.ts';

/** Lets tus-js-client sign what it sends, as the county's door wants it (P52). `fetch` is where a test cuts the wire. */
export function signingHttpStack(ticket: string, signer: Signer, fetchIt: typeof fetch): HttpStack {
	return {
		getName: () => 'signed fetch',
		createRequest: (method, url) => signedRequest(method, url, { ticket, signer, fetchIt })
	};
}

function signedRequest(
	method: string,
	url: string,
	{ ticket, signer, fetchIt }: { ticket: string; signer: Signer; fetchIt: typeof fetch }
): HttpRequest {
	const headers = new Headers();
	return {
		getMethod: () => method,
		getURL: () => url,
		setHeader: (name, value) => headers.set(name, value),
		getHeader: (name) => headers.get(name) ?? undefined,
		setProgressHandler: () => {},
		async send(body: Uint8Array<ArrayBuffer> | null | undefined) {
			const hash = createHash('sha256')
				.update(body ?? '')
				.digest('base64url');
			const bytes = requestBytes(ticket, method, new URL(url).pathname, hash);
			const signature = toBase64Url(await signer.sign(bytes));
			headers.set('authorization', `Yizhan ${ticket}.${signer.key}.${signature}`);
			return answered(await fetchIt(url, { method, headers, ...(body && { body }) }));
		},
		abort: async () => {},
		getUnderlyingObject: () => null
	};
}

async function answered(response: Response): Promise<HttpResponse> {
	const text = await response.text();
	return {
		getStatus: () => response.status,
		getHeader: (name) => response.headers.get(name) ?? undefined,
		getBody: () => text,
		getUnderlyingObject: () => response
	};
}
