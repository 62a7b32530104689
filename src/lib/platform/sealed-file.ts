import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

// The format of age (age-encryption.org): where all else is gone, anyone with the county's key opens a file by that tool.

/** `recipient` (`age1…`) is for everyone; `identity` (`AGE-SECRET-KEY-1…`) opens what was sealed to it. */
export type SealKeyPair = { identity: string; recipient: string };

export async function makeSealKey(): Promise<SealKeyPair> {
	return sealKeyOf(await generateX25519Identity());
}

/** Throws where it is no identity. */
export async function sealKeyOf(identity: string): Promise<SealKeyPair> {
	return { identity, recipient: await identityToRecipient(identity) };
}

/** Only the holder of the identity can read it, and sees at its end whether anything is missing. */
export async function sealTo(
	recipient: string,
	bytes: ReadableStream<Uint8Array>
): Promise<ReadableStream<Uint8Array>> {
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	return encrypter.encrypt(bytes);
}

/** Rejects where it was not sealed to this key; the stream fails where a byte was altered or the end is cut off. */
export async function openSealed(
	{ identity }: SealKeyPair,
	bytes: ReadableStream<Uint8Array>
): Promise<ReadableStream<Uint8Array>> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	return decrypter.decrypt(bytes);
}

/** The same for a few words. */
export async function sealText(recipient: string, text: string): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	return encrypter.encrypt(text);
}

/** Null where it was not sealed to this key, or was altered. */
export async function openText({ identity }: SealKeyPair, sealed: Uint8Array): Promise<string | null> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	return decrypter.decrypt(sealed, 'text').catch(() => null);
}
