import { isOver } from '../documents/case/state.ts';
import { kindOf } from '../documents/kinds.ts';
import type { Database } from './database.ts';
import { changeOfRow, type ChangeRow } from './rows.ts';
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
		if (kindOf(row.doc) !== 'case') return;
		cases.add(row.doc);
		for (const { hash, size, paper } of attachedBy(row)) {
			if (here.has(hash)) photographs.set(hash, { hash, doc: row.doc, paper, bytes: size + SEAL_BYTES });
		}
	});
	return { record: { cases: cases.size, bytes }, photographs: [...photographs.values()] };
}

/**
 * Hashes of photographs of which every case that attaches them is over and all at the county. One that no case has yet
 * belongs to an intake.
 */
export async function photographsOfCasesOver(db: Database): Promise<string[]> {
	const rows = (await db.cases.toArray()).map(({ row }) => row);
	const over = new Set(
		rows.flatMap(({ doc, stage, place }) => (place === 'county' && isOver(stage) ? [doc] : []))
	);
	const ofOver = new Set<string>();
	const ofOthers = new Set<string>();
	await db.changes.each((row) => {
		for (const { hash } of attachedBy(row)) (over.has(row.doc) ? ofOver : ofOthers).add(hash);
	});
	return [...ofOver].filter((hash) => !ofOthers.has(hash));
}

function attachedBy(row: ChangeRow): { hash: string; size: number; paper: string }[] {
	if (!row.line.includes('"photographs":[{')) return [];
	const action: unknown = changeOfRow(row)?.body?.action;
	if (typeof action !== 'object' || action === null || !('photographs' in action)) return [];
	const paper = 'name' in action && typeof action.name === 'string' ? action.name : '';
	const listed: unknown[] = Array.isArray(action.photographs) ? action.photographs : [];
	return listed.flatMap((one) => {
		if (typeof one !== 'object' || one === null || !('hash' in one) || !('size' in one)) return [];
		const { hash, size } = one;
		return typeof hash === 'string' && typeof size === 'number' ? { hash, size, paper } : [];
	});
}
