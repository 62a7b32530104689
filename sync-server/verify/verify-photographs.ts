import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Finding } from './finding.ts';

const HASH = /^[A-Za-z0-9_-]{43}$/;
/** One that was still arriving when the machine stopped (`routes/photographs.ts`). */
const ARRIVING = /^[A-Za-z0-9_-]{43}\.[0-9a-f]{12}$/;

/** Whether each photograph is the one that its name says. One that is missing may still be on its tablet. */
export async function verifyPhotographs(dataDir: string): Promise<{ held: number; findings: Finding[] }> {
	const folder = join(dataDir, 'photographs');
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const whole = names.filter((name) => !ARRIVING.test(name)).sort();
	const findings: Finding[] = [];
	for (const row of whole) {
		if (!HASH.test(row)) findings.push({ table: 'photographs', row, code: 'added' });
		else if ((await hashOf(join(folder, row))) !== row) {
			findings.push({ table: 'photographs', row, code: 'wrong-hash' });
		}
	}
	return { held: whole.length, findings };
}

async function hashOf(file: string): Promise<string> {
	const sha256 = createHash('sha256');
	await pipeline(createReadStream(file), sha256);
	return sha256.digest('base64url');
}
