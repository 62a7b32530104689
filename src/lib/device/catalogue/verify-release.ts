import {
	readRelease,
	releaseBytes,
	successionFault,
	type SuccessionFault
} from '../../documents/catalogue/release.ts';
import type { ReleaseRecord, SignedRelease } from '../../domain/catalogue.ts';
import { fromBase64Url } from '../../platform/base64url.ts';
import { verifySignature } from '../../platform/ed25519.ts';

export type ReleaseFault = SuccessionFault | 'malformed-release' | 'wrong-signature' | 'unknown-signer';

export type ReleaseRead = { ok: true; record: ReleaseRecord } | { ok: false; fault: ReleaseFault };

/**
 * Checks a release by itself: form, signature, place after the one shown and, where the device has the
 * directory, the signer. Without a directory (`adminKeys` null) the signature only proves that the parts
 * belong together (docs/decisions/0008-what-a-device-believes-of-a-release.md).
 */
export async function verifyRelease(
	release: SignedRelease,
	shown: SignedRelease | null,
	adminKeys: ReadonlySet<string> | null
): Promise<ReleaseRead> {
	const record = readRelease(release.text);
	const signature = fromBase64Url(release.signature);
	if (!record || !signature) return { ok: false, fault: 'malformed-release' };
	if (adminKeys && !adminKeys.has(release.key)) return { ok: false, fault: 'unknown-signer' };
	if (!(await verifySignature(release.key, releaseBytes(release.text), signature))) {
		return { ok: false, fault: 'wrong-signature' };
	}
	const fault = successionFault(shown, release);
	return fault ? { ok: false, fault } : { ok: true, record };
}
