import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64Url, toBase64Url } from '../src/lib/platform/base64url.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../src/lib/platform/ed25519.ts';
import type { Random } from '../src/lib/platform/seams.ts';

/**
 * `root`: belongs offline once the county is founded. `receipt`: the server signs receipts with it.
 * `command-line` and `admin`: the command line as a device, and the first admin on it.
 */
export type KeyName = 'root' | 'receipt' | 'command-line' | 'admin';

export function keyFile(dataDir: string, name: KeyName): string {
	return join(dataDir, 'keys', `${name}.key`);
}

/** Makes a key and keeps its seed in a file that only this user may read. Takes the place of one that is there. */
export async function makeKey(dataDir: string, name: KeyName, random: Random): Promise<Signer> {
	const seed = random.bytes(32);
	const file = keyFile(dataDir, name);
	await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
	const handle = await open(file, 'w', 0o600);
	try {
		await handle.writeFile(`${toBase64Url(seed)}\n`);
		await handle.sync();
	} finally {
		await handle.close();
	}
	return signerOf(await keyPairFromSeed(seed));
}

/** Null when there is no such file. Throws when it holds no key. */
export async function readKey(dataDir: string, name: KeyName): Promise<Signer | null> {
	const file = keyFile(dataDir, name);
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (text === null) return null;
	const seed = fromBase64Url(text.trim());
	if (seed?.length !== 32) throw new Error(`no key in ${file}`);
	return signerOf(await keyPairFromSeed(seed));
}
