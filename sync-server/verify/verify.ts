import { readFile, stat } from 'node:fs/promises';
import { readArchive } from '../archive/archive-file.ts';
import { verifyArchive, type ArchiveReport } from '../archive/verify-archive.ts';
import { findingWords, type Finding } from './finding.ts';
import { verifyFolder, type Report } from './verify-folder.ts';

const WHOLE = 0;
const ALTERED = 1;
const UNREADABLE = 2;

/** `yizhan verify`: prints what was proven and what was found; answers the exit code. */
export async function verify(
	path: string,
	{ json, checkpoint }: { json: boolean; checkpoint: string | null }
): Promise<number> {
	let report: Report | ArchiveReport;
	try {
		const kept = checkpoint === null ? null : await readFile(checkpoint, 'utf8');
		report = (await stat(path)).isFile() ? await verifyFile(path) : await verifyFolder(path, kept);
	} catch (error) {
		const why = (error as Error).message;
		if (json) console.log(JSON.stringify({ whole: null, unreadable: why, findings: [] }));
		else console.error(`cannot be read: ${why}`);
		return UNREADABLE;
	}
	if (json) console.log(JSON.stringify(report));
	else for (const line of 'doc' in report ? linesOfArchive(report) : linesOf(report)) console.log(line);
	return report.whole ? WHOLE : ALTERED;
}

async function verifyFile(path: string): Promise<ArchiveReport> {
	const archive = readArchive(await readFile(path, 'utf8'));
	if (!archive) throw new Error(`${path} is no archive of a case`);
	return verifyArchive(archive);
}

function foundLines(findings: Finding[]): string[] {
	return findings.map(({ table, row, code, column }) => {
		const where = column === undefined ? '' : ` (${column})`;
		return `${table} ${row}${where} ${findingWords[code]} [${code}]`;
	});
}

function linesOfArchive({ whole, findings, ...report }: ArchiveReport): string[] {
	return [
		whole ? 'whole: nothing was altered, removed or reordered' : 'ALTERED:',
		...foundLines(findings),
		'',
		`county    ${report.county}`,
		`root key  ${report.rootKey ?? 'not known'}`,
		`case      ${report.doc}: ${report.changes} changes, ${report.photographs} photographs`,
		'',
		'The root key must be the one on the county’s enrolment sheets.'
	];
}

function linesOf({ findings, ...report }: Report): string[] {
	return [
		report.whole ? 'whole: nothing was altered, removed or reordered' : 'ALTERED:',
		...foundLines(findings),
		'',
		`county    ${report.county ?? 'not known'}`,
		`root key  ${report.rootKey ?? 'not known'}`,
		`log       ${report.size} entries, root ${report.root}`,
		`record    ${report.changes} changes, ${report.refusals} refusals`,
		`files     ${report.releases} releases, ${report.photographs} photographs`,
		'',
		'The root key must be the one on the county’s enrolment sheets.',
		'What was cut off at the end shows only beside a checkpoint that was kept elsewhere (--checkpoint).'
	];
}
