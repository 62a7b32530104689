import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const HASH = /^[A-Za-z0-9_-]{43}$/;

/** Photographs at the county: ciphertext, each in a file that is named by its SHA-256. */
export interface PhotographFolder {
	/** The file of a photograph that is here; null for any other name. */
	find(hash: string): Promise<string | null>;
	/** False where the bytes are not of that name. Durable when it resolves; what is here already stays as it is. */
	keep(hash: string, bytes: Uint8Array): Promise<boolean>;
}

export async function photographFolder(dataDir: string): Promise<PhotographFolder> {
	const folder = join(dataDir, 'photographs');
	await mkdir(folder, { recursive: true });

	async function find(hash: string): Promise<string | null> {
		if (!HASH.test(hash)) return null;
		const file = join(folder, hash);
		return access(file).then(
			() => file,
			() => null
		);
	}

	return {
		find,
		async keep(hash, bytes) {
			if (createHash('sha256').update(bytes).digest('base64url') !== hash) return false;
			if ((await find(hash)) === null) await writeWhole(folder, join(folder, hash), bytes);
			return true;
		}
	};
}

/** Under its name only when all of it is on disk, so a crash leaves no half photograph. */
async function writeWhole(folder: string, file: string, bytes: Uint8Array): Promise<void> {
	const scratch = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		const handle = await open(scratch, 'wx');
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(scratch, file);
		const place = await open(folder, 'r');
		await place.sync().finally(() => place.close());
	} catch (error) {
		await rm(scratch, { force: true });
		throw error;
	}
}
