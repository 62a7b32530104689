import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64Url, toBase64Url } from '../src/lib/platform/base64url.ts';
import type { Random } from '../src/lib/platform/seams.ts';
import { promptSigner, type PromptSigner } from './prompt-signer.ts';

/**
 * `root`: belongs offline once the county is founded. `receipt`: the server signs receipts and
 * checkpoints with it.
 * `command-line` and `admin`: the command line as a device, and the first admin on it.
 */
export type KeyName = 'root' | 'receipt' | 'command-line' | 'admin';

/** `seal` opens parcels (`seal-key.ts`). */
export function keyFile(dataDir: string, name: KeyName | 'seal'): string {
	return join(dataDir, 'keys', `${name}.key`);
}

/** Makes a key and keeps its seed in a file that only this user may read. Takes the place of one that is there. */
export async function makeKey(dataDir: string, name: KeyName, random: Random): Promise<PromptSigner> {
	const seed = random.bytes(32);
	await writeKeyFile(dataDir, name, toBase64Url(seed));
	return promptSigner(seed);
}

/** On the disk when it resolves, and for this user only. */
export async function writeKeyFile(dataDir: string, name: KeyName | 'seal', text: string): Promise<void> {
	await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
	const handle = await open(keyFile(dataDir, name), 'w', 0o600);
	try {
		await handle.writeFile(`${text}\n`);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Null when there is no such file. Throws when it holds no key. */
export async function readKey(dataDir: string, name: KeyName): Promise<PromptSigner | null> {
	const file = keyFile(dataDir, name);
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (text === null) return null;
	const seed = fromBase64Url(text.trim());
	if (seed?.length !== 32) throw new Error(`no key in ${file}`);
	return promptSigner(seed);
}
