import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** A key is named by itself: the raw 32-byte Ed25519 public key in base64url (43 characters). */
export type KeyId = string;

/** Signs as one key. Holds the private half where nothing else can read it. */
export type Signer = { key: KeyId; sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> };

/** The private half as it is kept: a CryptoKey that cannot be exported, or a raw seed where the browser lacks Ed25519. */
export type PrivateKey = CryptoKey | Uint8Array<ArrayBuffer>;

export type KeyPair = { key: KeyId; privateKey: PrivateKey };

let native: Promise<boolean> | undefined;

/** Whether this machine's WebCrypto knows Ed25519 (Chromium before 137 does not). */
function hasNative(): Promise<boolean> {
	native ??= crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']).then(
		() => true,
		() => false
	);
	return native;
}

const PKCS8_PREFIX = Uint8Array.from([
	0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
]);

/** The key pair that belongs to a 32-byte seed (an enrolment code, a key file). */
export async function keyPairFromSeed(seed: Uint8Array<ArrayBuffer>): Promise<KeyPair> {
	const key = toBase64Url(ed25519.getPublicKey(seed));
	if (!(await hasNative())) return { key, privateKey: seed };
	const imported = crypto.subtle.importKey('pkcs8', pkcs8Of(seed), { name: 'Ed25519' }, false, ['sign']);
	return { key, privateKey: await imported };
}

/** The private half of a seed in the form that is imported (RFC 8410). */
export function pkcs8Of(seed: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array([...PKCS8_PREFIX, ...seed]);
}

export function signerOf(pair: KeyPair): Signer {
	const { key, privateKey } = pair;
	return {
		key,
		sign: async (bytes) =>
			privateKey instanceof Uint8Array
				? ed25519.sign(bytes, privateKey)
				: new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, privateKey, bytes))
	};
}

/** Importing a key costs a fifth of what verifying with it does, and a county's few keys sign everything. */
const imported = new Map<KeyId, Promise<CryptoKey>>();
const MOST_IMPORTED = 4096;

function publicKeyOf(key: KeyId, raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	const known = imported.get(key);
	if (known) return known;
	const [oldest] = imported.keys();
	if (imported.size >= MOST_IMPORTED && oldest !== undefined) imported.delete(oldest);
	const publicKey = crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
	imported.set(key, publicKey);
	return publicKey;
}

/** False for a wrong signature and for a key or signature that is not well formed; never throws. */
export async function verifySignature(
	key: KeyId,
	bytes: Uint8Array<ArrayBuffer>,
	signature: Uint8Array<ArrayBuffer>
): Promise<boolean> {
	const raw = fromBase64Url(key);
	if (raw?.length !== 32 || signature.length !== 64) return false;
	try {
		if (!(await hasNative())) return ed25519.verify(signature, bytes, raw, { zip215: false });
		return await crypto.subtle.verify({ name: 'Ed25519' }, await publicKeyOf(key, raw), signature, bytes);
	} catch {
		return false;
	}
}
