import type { Database } from './database.ts';
import type { FirstSight, Station } from './station.ts';

type Reads = Pick<Station, 'identity' | 'ended' | 'signedIn' | 'directory' | 'caseRows' | 'bundleRows'> & {
	roadOnDisk: () => Promise<FirstSight['road']>;
};

/**
 * What the first screen stands on, in one transaction: a browser's disk takes longer to be asked seven times than to
 * answer once. `reads` must await nothing but Dexie.
 */
export function firstSight(db: Database, reads: Reads): Promise<FirstSight> {
	const tables = [
		db.settings,
		db.keys,
		db.directory,
		db.cases,
		db.bundles,
		db.outbox,
		db.quarantine,
		db.photographs
	];
	return db.transaction('r', tables, async () => {
		const [identity, ended, signedIn, directory, cases, bundles, road] = await Promise.all([
			reads.identity(),
			reads.ended(),
			reads.signedIn(),
			reads.directory(),
			reads.caseRows(),
			reads.bundleRows(),
			reads.roadOnDisk()
		]);
		return { identity, ended, signedIn, directory, cases, bundles, road };
	});
}
