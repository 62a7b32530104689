import { bundleReaders } from '../documents/bundle/readers.ts';
import { kinds } from '../documents/kinds.ts';
import { isUnsettled } from '../documents/timeline.ts';
import type { Database } from './database.ts';
import { foldPlaced } from './fold-placed.ts';
import { placedOf, readDirectory } from './projections.ts';
import { setting } from './settings.ts';
import type { BundleView, Station } from './station.ts';

export function bundleReads(db: Database): Pick<Station, 'bundleRows' | 'bundleView'> {
	return {
		async bundleRows() {
			const projections = await db.bundles.toArray();
			return projections.map(({ row }) => row).sort((a, b) => b.changedAt - a.changedAt);
		},
		bundleView: (doc) => bundleView(db, doc)
	};
}

async function bundleView(db: Database, doc: string): Promise<BundleView | null> {
	const tables = [db.changes, db.receipts, db.directory, db.settings, db.bundles, db.cases];
	return db.transaction('r', tables, async () => {
		const row = (await db.bundles.get(doc))?.row;
		if (!row) return null;
		const directory = await readDirectory(db);
		const unit = (await setting(db, 'identity'))?.unit;
		const state = foldPlaced(kinds.bundle, doc, await placedOf(db, doc), directory);
		const members = await db.cases.bulkGet(state.members.map((member) => member.case));
		return {
			state,
			conflicts: state.timeline.filter(isUnsettled).map(({ change, type, setAside }) => ({
				deed: change,
				type,
				code: setAside.code
			})),
			row,
			cases: Object.fromEntries(members.flatMap((one) => (one ? [[one.doc, one.row]] : []))),
			current: unit !== undefined && bundleReaders(state, directory).includes(unit)
		};
	});
}
