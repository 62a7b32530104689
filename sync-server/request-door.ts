import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { entry, rolesNow } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { fromBase64Url } from '../src/lib/platform/base64url.ts';
import { verifySignature, type KeyId } from '../src/lib/platform/ed25519.ts';
import { requestBytes } from '../src/lib/protocol/request.ts';
import type { County } from './county.ts';

/** Who asks over HTTP. `clerk` is null where the device itself signed. */
export type Visitor = { device: string; unit: string; clerk: string | null };

const HEADER = /^Yizhan ([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{86})$/;

/** P52: who signed this request, if it comes from a device whose line is open; else null. */
export async function visitorOf(request: FastifyRequest, county: County): Promise<Visitor | null> {
	const match = HEADER.exec(request.headers.authorization ?? '');
	if (!match) return null;
	const [, ticket = '', key = '', signatureText = ''] = match;
	const line = county.greeted().find((greeted) => greeted.ticket === ticket && !greeted.revoked);
	const clerk = line && clerkOf(key, line.device, county.directory());
	const signature = fromBase64Url(signatureText);
	if (!line || clerk === undefined || !signature) return null;
	const bytes = requestBytes(ticket, request.method, request.url, hashOfBody(request.body));
	return (await verifySignature(key, bytes, signature)) ? { ...line, clerk } : null;
}

/** The device of the open line that it names: worth reading on, not yet proven. Null for none. */
export function claimedDevice(request: FastifyRequest, county: County): string | null {
	const [, ticket] = HEADER.exec(request.headers.authorization ?? '') ?? [];
	return county.greeted().find((one) => one.ticket === ticket && !one.revoked)?.device ?? null;
}

/** An admin of the county who signed with the own key; else null. */
export async function adminOf(request: FastifyRequest, county: County): Promise<Visitor | null> {
	const visitor = await visitorOf(request, county);
	if (!visitor || visitor.clerk === null) return null;
	const roles = rolesNow(county.directory(), visitor.clerk);
	return roles.some(({ role }) => role === 'admin') ? visitor : null;
}

/** The clerk whose key this is on the device, null for the device's own key, undefined for any other. */
function clerkOf(key: KeyId, device: string, directory: DirectoryState): string | null | undefined {
	if (entry(directory.devices, device)?.key === key) return null;
	const bound = entry(directory.keys, key);
	return bound?.device === device ? bound.clerk : undefined;
}

function hashOfBody(body: unknown): string {
	return createHash('sha256')
		.update(Buffer.isBuffer(body) ? body : '')
		.digest('base64url');
}
