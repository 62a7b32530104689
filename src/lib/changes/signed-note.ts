import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64 } from '../platform/base64.ts';
import { fromBase64Url } from '../platform/base64url.ts';
import { verifySignature, type KeyId } from '../platform/ed25519.ts';

/** A text with its signatures as C2SP's signed-note has them, which other tools read too. */
export type SignedNote = { text: string; signatures: NoteSignature[] };

/** `keyHash`: the first four bytes of the hash of name and key, by which a reader finds the key. */
export type NoteSignature = { name: string; keyHash: Uint8Array; signature: Uint8Array<ArrayBuffer> };

/** The format's number of Ed25519. */
const ED25519 = 1;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
const utf8 = new TextEncoder();

/** Bytes that are signed: the text as it is. It ends with a newline and has no empty line at its end. */
export function noteBytes(text: string): Uint8Array<ArrayBuffer> {
	return utf8.encode(text);
}

/** A note with one signature, by the key that is called `name`. */
export function writeNote(text: string, name: string, key: KeyId, signature: Uint8Array): string {
	const signed = new Uint8Array([...keyHashOf(name, rawKey(key)), ...signature]);
	return `${text}\n— ${name} ${toBase64(signed)}\n`;
}

/** Null when it has not the form of a signed note. Says nothing of the signatures. */
export function readNote(note: string): SignedNote | null {
	const end = note.lastIndexOf('\n\n');
	if (end < 0 || !note.endsWith('\n') || !isPrintable(note)) return null;
	const lines = note.slice(end + 2, -1).split('\n');
	const signatures = lines.map(readSignature);
	return signatures.every((one) => one !== null) ? { text: note.slice(0, end + 1), signatures } : null;
}

/** Whether this key signed the note under this name. */
export async function isNoteSignedBy(note: SignedNote, name: string, key: KeyId): Promise<boolean> {
	const keyHash = keyHashOf(name, rawKey(key));
	for (const one of note.signatures) {
		const isOfKey = one.name === name && one.keyHash.every((byte, i) => byte === keyHash[i]);
		if (isOfKey && (await verifySignature(key, noteBytes(note.text), one.signature))) return true;
	}
	return false;
}

/** The key as other tools take it: `name+hash+key`. */
export function verifierKey(name: string, key: KeyId): string {
	const raw = rawKey(key);
	const hash = [...keyHashOf(name, raw)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${name}+${hash}+${toBase64(new Uint8Array([ED25519, ...raw]))}`;
}

function keyHashOf(name: string, raw: Uint8Array): Uint8Array {
	return sha256(new Uint8Array([...utf8.encode(`${name}\n`), ED25519, ...raw])).slice(0, 4);
}

function rawKey(key: KeyId): Uint8Array {
	const raw = fromBase64Url(key);
	if (raw?.length !== 32) throw new Error('not a key');
	return raw;
}

function readSignature(line: string): NoteSignature | null {
	const [, name, text] = SIGNATURE_LINE.exec(line) ?? [];
	const bytes = text === undefined ? null : fromBase64(text);
	if (name === undefined || !bytes || bytes.length <= 4) return null;
	return { name, keyHash: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** The format has no control characters but the newline; a lone surrogate has no bytes of its own. */
function isPrintable(note: string): boolean {
	return note.isWellFormed() && !/[\p{Cc}]/u.test(note.replaceAll('\n', ''));
}
