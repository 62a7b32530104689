import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 in base64url. */
export const PHOTOGRAPH_NAME = /^[A-Za-z0-9_-]{43}$/;

/** Photographs at the county: ciphertext, each in a file that is named by its SHA-256. */
export interface PhotographFolder {
	/** The file of a photograph that is here; null for any other name. */
	find(hash: string): Promise<string | null>;
	/** False where the bytes are not of that name. Durable when it resolves; what is here already stays as it is. */
	keep(hash: string, bytes: Uint8Array): Promise<boolean>;
	/** The same with a file that is on the disk already, of the same file system. The file is gone afterwards, kept or not. */
	adopt(hash: string, file: string): Promise<boolean>;
}

export async function photographFolder(dataDir: string): Promise<PhotographFolder> {
	const folder = join(dataDir, 'photographs');
	await mkdir(folder, { recursive: true });

	async function find(hash: string): Promise<string | null> {
		if (!PHOTOGRAPH_NAME.test(hash)) return null;
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
			if ((await find(hash)) === null) await writeWhole(folder, hash, bytes);
			return true;
		},
		async adopt(hash, file) {
			const isRight = (await hashOf(file)) === hash;
			if (isRight) await moveDurably(file, folder, hash);
			else await rm(file, { force: true });
			return isRight;
		}
	};
}

/** SHA-256 of a file, in base64url. */
export async function hashOf(file: string): Promise<string> {
	const sha256 = createHash('sha256');
	await pipeline(createReadStream(file), sha256);
	return sha256.digest('base64url');
}

/** Under its name only when all of it is on disk, so a crash leaves no half photograph. */
async function writeWhole(folder: string, hash: string, bytes: Uint8Array): Promise<void> {
	const scratch = join(folder, `${hash}.${randomBytes(6).toString('hex')}`);
	try {
		const handle = await open(scratch, 'wx');
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await moveDurably(scratch, folder, hash);
	} catch (error) {
		await rm(scratch, { force: true });
		throw error;
	}
}

async function moveDurably(file: string, folder: string, name: string): Promise<void> {
	await rename(file, join(folder, name));
	const place = await open(folder, 'r');
	await place.sync().finally(() => place.close());
}
