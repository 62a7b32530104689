import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, PHOTOGRAPH_NAME } from '../photograph-folder.ts';
import type { Finding } from './finding.ts';

/** One that was still written when the machine stopped (`photograph-folder.ts`). */
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
		if (!PHOTOGRAPH_NAME.test(row)) findings.push({ table: 'photographs', row, code: 'added' });
		else if ((await hashOf(join(folder, row))) !== row) {
			findings.push({ table: 'photographs', row, code: 'wrong-hash' });
		}
	}
	return { held: whole.length, findings };
}
