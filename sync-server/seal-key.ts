import { readFile } from 'node:fs/promises';
import { makeSealKey, sealKeyOf, type SealKeyPair } from '../src/lib/platform/sealed-file.ts';
import { keyFile, writeKeyFile } from './keys.ts';

/** The key, and the signed note by which devices know it. */
export type CountySealKey = { note: string; pair: SealKeyPair };

/** P56: the county's key that opens parcels; made when there is none, as in a county of an earlier version. */
export async function sealKey(dataDir: string): Promise<SealKeyPair> {
	const text = await readFile(keyFile(dataDir, 'seal'), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (text !== null) return sealKeyOf(text.trim());
	const made = await makeSealKey();
	await writeKeyFile(dataDir, 'seal', made.identity);
	return made;
}
