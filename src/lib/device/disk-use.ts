import type { Database } from './database.ts';
import { isDirectory } from './projections.ts';
import { changeOfRow } from './rows.ts';
import type { DiskUse } from './station.ts';

/** Nonce and tag of a photograph's ciphertext. */
const SEAL_BYTES = 28;

/**
 * One pass over the record. Sizes of photographs come from the changes that attach them: to measure the pictures
 * themselves each would have to be read.
 */
export async function diskUse(db: Database): Promise<DiskUse> {
	const here = new Set(await db.photographs.toCollection().primaryKeys());
	const cases = new Set<string>();
	const photographs = new Map<string, DiskUse['photographs'][number]>();
	let bytes = 0;
	await db.changes.each((row) => {
		bytes += row.line.length;
		if (isDirectory(row.doc)) return;
		cases.add(row.doc);
		if (!row.line.includes('"photographs":[{')) return;
		const action = changeOfRow(row)?.body?.action;
		for (const { hash, size } of attachedBy(action)) {
			if (here.has(hash)) photographs.set(hash, { hash, doc: row.doc, bytes: size + SEAL_BYTES });
		}
	});
	return { record: { cases: cases.size, bytes }, photographs: [...photographs.values()] };
}

function attachedBy(action: unknown): { hash: string; size: number }[] {
	if (typeof action !== 'object' || action === null || !('photographs' in action)) return [];
	const listed: unknown[] = Array.isArray(action.photographs) ? action.photographs : [];
	return listed.flatMap((one) => {
		if (typeof one !== 'object' || one === null || !('hash' in one) || !('size' in one)) return [];
		const { hash, size } = one;
		return typeof hash === 'string' && typeof size === 'number' ? { hash, size } : [];
	});
}
