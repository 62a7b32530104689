import type { KeyId, Signer } from '../platform/ed25519.ts';
import { isNoteSignedBy, noteBytes, readNote, writeNote } from './signed-note.ts';

/** P56: the county's key to which devices seal what others carry, signed by its receipt key. */
export async function signSealKey(county: string, recipient: string, signer: Signer): Promise<string> {
	const text = `${noteName(county)}\n${recipient}\n`;
	return writeNote(text, noteName(county), signer.key, await signer.sign(noteBytes(text)));
}

/** The recipient that one of these keys vouches for; null for anything else. */
export async function verifySealKey(
	note: string,
	county: string,
	keys: Iterable<KeyId>
): Promise<string | null> {
	const signed = readNote(note);
	const [name, recipient, ...more] = signed?.text.split('\n') ?? [];
	if (!signed || name !== noteName(county) || !recipient?.startsWith('age1') || more.length !== 1)
		return null;
	for (const key of keys) if (await isNoteSignedBy(signed, name, key)) return recipient;
	return null;
}

function noteName(county: string): string {
	return `yizhan-seal/${county}`;
}
