import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from '../platform/base64url.ts';
import type { Clock, Random } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { photographsOfCasesOver } from './disk-use.ts';
import type { Station } from './station.ts';
import { stored } from './stored.ts';

/** Photographs as the uploader needs them: ciphertext, named by its SHA-256. */
export interface PhotographStore {
	/** Hashes of all photographs that the county has not. */
	unsentPhotographs(): Promise<string[]>;
	ciphertext(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
	markPhotographSent(hash: string): Promise<void>;
	/** Calls `wake` whenever a photograph was kept. Returns: stop. */
	onPhotograph(wake: () => void): () => void;
}

type Setting = {
	db: Database;
	clock: Clock;
	random: Random;
	fetchPhotograph: (hash: string) => Promise<Uint8Array<ArrayBuffer> | null>;
};

const NONCE_LENGTH = 12;

/** Each photograph has a key of its own, which travels in the change that attaches it and nowhere else. */
export function photographs({
	db,
	clock,
	random,
	fetchPhotograph
}: Setting): PhotographStore & Pick<Station, 'keepPhotograph' | 'photograph' | 'dropSentPhotographs'> {
	const wakes = new Set<() => void>();
	const here = async (hash: string) => (await db.photographs.get(hash))?.ciphertext ?? null;

	async function fetched(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const ciphertext = await fetchPhotograph(hash);
		if (!ciphertext || nameOf(ciphertext) !== hash) return null;
		// Where there is no room for it, it can still be looked at.
		await stored(() => db.photographs.put({ hash, ciphertext, sent: 1, keptAt: clock.now() }));
		return ciphertext;
	}

	return {
		async keepPhotograph(bytes, mediaType) {
			const key = random.bytes(32);
			const ciphertext = await encrypt(bytes, key, random.bytes(NONCE_LENGTH));
			const hash = nameOf(ciphertext);
			const fault = await stored(() =>
				db.photographs.put({ hash, ciphertext, sent: 0, keptAt: clock.now() })
			);
			if (fault) return { ok: false, code: fault };
			for (const wake of wakes) wake();
			return { ok: true, photograph: { hash, key: toBase64Url(key), size: bytes.length, mediaType } };
		},
		async photograph({ hash, key }) {
			const ciphertext = (await here(hash)) ?? (await fetched(hash));
			const raw = fromBase64Url(key);
			return ciphertext && raw && decrypt(ciphertext, raw);
		},
		// Keys only: after a week without a line the pictures themselves would not fit into memory.
		unsentPhotographs: async () => db.photographs.where('sent').equals(0).primaryKeys(),
		ciphertext: here,
		markPhotographSent: async (hash) => void (await db.photographs.update(hash, { sent: 1 })),
		async dropSentPhotographs() {
			const over = new Set(await photographsOfCasesOver(db));
			const sent = await db.photographs.where('sent').equals(1).primaryKeys();
			const dropped = sent.filter((hash) => over.has(hash));
			await db.photographs.bulkDelete(dropped);
			return dropped.length;
		},
		onPhotograph(wake) {
			wakes.add(wake);
			return () => wakes.delete(wake);
		}
	};
}

function nameOf(ciphertext: Uint8Array): string {
	return toBase64Url(sha256(ciphertext));
}

function aesKey(raw: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
	return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use]);
}

/** Nonce, then ciphertext with its tag. */
async function encrypt(
	bytes: Uint8Array<ArrayBuffer>,
	key: Uint8Array<ArrayBuffer>,
	iv: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await aesKey(key, 'encrypt'), bytes);
	const out = new Uint8Array(iv.length + sealed.byteLength);
	out.set(iv);
	out.set(new Uint8Array(sealed), iv.length);
	return out;
}

/** Null where the key does not open it. */
async function decrypt(
	ciphertext: Uint8Array<ArrayBuffer>,
	key: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer> | null> {
	const iv = ciphertext.slice(0, NONCE_LENGTH);
	const sealed = ciphertext.slice(NONCE_LENGTH);
	try {
		const aes = await aesKey(key, 'decrypt');
		return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed));
	} catch {
		return null;
	}
}
