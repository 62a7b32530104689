import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/** A case on the county's disk, folded, and what was done in it, in the county's order. */
export type RecordedCase = { doc: string; number: string; stage: string; types: string[] };

/** Every case that lies on the county's disk. */
export function casesAtCounty(dataDir: string): RecordedCase[] {
	const db = new DatabaseSync(join(dataDir, 'county.sqlite'), { readOnly: true });
	const states = db.prepare("SELECT doc, state FROM states WHERE doc LIKE 'case/%'").all();
	const lines = db
		.prepare("SELECT doc, line FROM changes WHERE pos IS NOT NULL AND doc LIKE 'case/%' ORDER BY pos")
		.all();
	db.close();
	return states.map((row) => {
		const doc = String(row['doc']);
		const { number, stage } = JSON.parse(String(row['state'])) as { number: string; stage: string };
		const types = lines.filter((line) => line['doc'] === doc).map(({ line }) => typeOf(String(line)));
		return { doc, number, stage, types };
	});
}

function typeOf(line: string): string {
	const { action } = JSON.parse(line.split('\t')[2] ?? '') as { action: { type: string } };
	return action.type;
}
