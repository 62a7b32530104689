import { join } from 'node:path';
import { readCheckpoint } from '../../src/lib/changes/checkpoint.ts';
import type { LogEntry } from '../log/entry.ts';
import { readSqlite } from '../storage/read-sqlite.ts';
import type { Finding } from './finding.ts';
import { verifyCatalogue } from './verify-catalogue.ts';
import { verifyPhotographs } from './verify-photographs.ts';
import { verifyRecord } from './verify-record.ts';

export type Report = {
	whole: boolean;
	/** The county's id, and the key that all its rights go back to: the one on its enrolment sheets. Null before founding. */
	county: string | null;
	rootKey: string | null;
	/** Entries of the log, and the root of their Merkle tree, base64. */
	size: number;
	root: string;
	/** What is on the disk of it. */
	changes: number;
	refusals: number;
	releases: number;
	photographs: number;
	/** In the order of the record; what comes after one that breaks it is not looked at. */
	findings: Finding[];
};

/**
 * Proves the record in a data folder. `kept` is the text of a checkpoint that somebody kept elsewhere, or null. Throws
 * when the folder cannot be read as a county's.
 */
export async function verifyFolder(dataDir: string, kept: string | null): Promise<Report> {
	if (kept !== null && !readCheckpoint(kept)) throw new Error('the file that was given is no checkpoint');
	const reading = readSqlite(join(dataDir, 'county.sqlite'));
	const { log, findings, directory } = await verifyRecord(reading, kept);
	const catalogue = directory && (await verifyCatalogue(dataDir, log.entries, directory));
	const photographs = await verifyPhotographs(dataDir);
	findings.push(...(catalogue?.findings ?? []), ...photographs.findings);
	const count = (is: LogEntry['is']) => log.entries.filter((entry) => entry.is === is).length;
	reading.close();
	return {
		whole: findings.length === 0,
		county: directory?.county?.id ?? null,
		rootKey: directory?.root ?? null,
		size: log.entries.length,
		root: log.root,
		changes: count('receipt'),
		refusals: count('refusal'),
		releases: catalogue?.releases ?? 0,
		photographs: photographs.held,
		findings
	};
}
