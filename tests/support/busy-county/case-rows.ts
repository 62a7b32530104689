import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readChange } from '../../../src/lib/changes/change.ts';
import { caseRowOf } from '../../../src/lib/device/case-row.ts';
import { foldPlaced } from '../../../src/lib/device/fold-placed.ts';
import type { CaseRow } from '../../../src/lib/device/station.ts';
import type { DirectoryState } from '../../../src/lib/documents/directory/state.ts';
import { kinds } from '../../../src/lib/documents/kinds.ts';
import { officialCalendar } from '../../../src/lib/domain/holidays.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../../sync-server/storage/storage.ts';
import { fill, type BusyCounty } from './busy-county.ts';

/** Rows of a busy county's cases as a device of the township has them in its lists, all at the county. Newest first. */
export async function busyCaseRows(busy: Omit<BusyCounty, 'dataDir'>): Promise<CaseRow[]> {
	const dataDir = await mkdtemp(join(tmpdir(), 'yizhan-busy-'));
	const storage = openSqlite(':memory:');
	try {
		await fill(storage, { ...busy, dataDir });
		return rowsOf(storage);
	} finally {
		storage.close();
		await rm(dataDir, { recursive: true });
	}
}

function rowsOf(storage: Storage): CaseRow[] {
	const [kept] = storage.statesOf('directory');
	const directory = kept?.state as DirectoryState;
	const rows = [...storage.statesOf('case')].map(({ doc }) => {
		const placed = storage.changesOf(doc).flatMap(({ line, receipt }) => {
			const read = readChange(line);
			return read.ok ? [{ change: read.change, receipt }] : [];
		});
		const onDisk = { placed, refused: 0, directory, calendar: officialCalendar };
		return caseRowOf(foldPlaced(kinds.case, doc, placed, directory), onDisk);
	});
	return rows.sort((a, b) => b.changedAt - a.changedAt);
}
