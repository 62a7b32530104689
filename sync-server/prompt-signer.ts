import { createPrivateKey, sign } from 'node:crypto';
import { keyPairFromSeed, pkcs8Of, signerOf, type Signer } from '../src/lib/platform/ed25519.ts';

/** Signs without a promise too: what belongs into a commit must be signed before the disk is asked. */
export type PromptSigner = Signer & { signNow(bytes: Uint8Array): Uint8Array };

export async function promptSigner(seed: Uint8Array<ArrayBuffer>): Promise<PromptSigner> {
	const der = Buffer.from(pkcs8Of(seed));
	const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	return {
		...signerOf(await keyPairFromSeed(seed)),
		signNow: (bytes) => new Uint8Array(sign(null, bytes, privateKey))
	};
}
