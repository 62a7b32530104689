import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueItems } from '../../../src/lib/domain/catalogue-version.ts';
import type { CatalogueContent, CatalogueItem } from '../../../src/lib/domain/catalogue.ts';
import { publishRelease } from '../../../sync-server/catalogue/publish-release.ts';
import type { DemoAccount } from '../../../sync-server/config.ts';
import { createCounty } from '../../../sync-server/county.ts';
import { furnishDemoCounty, openDemoCounty } from '../../../sync-server/demo-county.ts';
import { demoContent } from '../../../sync-server/demo/content.ts';
import { readKey } from '../../../sync-server/keys.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../../sync-server/storage/storage.ts';
import { seededRandom } from '../seeded-random.ts';
import { virtualTime } from '../virtual-time.ts';
import { LONGEST_COURSE } from './course.ts';
import { enrolDesk, type Desk } from './desk.ts';
import { postsOf } from './posts.ts';
import { workOff } from './work-off.ts';
import { officeDaysBefore } from './working-hours.ts';

/** 勐混镇 and its seven villages. */
export const TOWNSHIP = '532822103';
export type BusyCounty = {
	dataDir: string;
	/** How many cases the township and its villages have. */
	cases: number;
	seed?: number;
	/** The last moment of the record: what is due is due around it. Now, unless told. ms */
	until?: number;
	/** Published instead of the demo's catalogue; then the county is no demo, and enrols by its accounts' codes. */
	content?: CatalogueContent;
};

/**
 * Fills a data folder with the demo county as it is after some months: every change signed on the device of who
 * made it, every receipt the county's. The server starts on it as it is. Answers who may sign in and where.
 */
export async function fillCounty(busy: BusyCounty): Promise<DemoAccount[]> {
	const storage = openSqlite(join(busy.dataDir, 'county.sqlite'));
	try {
		return await fill(storage, busy);
	} finally {
		storage.close();
	}
}

/** The same into a storage of the caller's; keys and catalogue go to the folder. */
export async function fill(storage: Storage, busy: BusyCounty): Promise<DemoAccount[]> {
	const { dataDir, cases, seed = 1, until = Date.now(), content = null } = busy;
	const random = seededRandom(seed);
	const days = officeDaysBefore(until);
	const time = virtualTime(days.at(LONGEST_COURSE + 30, 0));
	const place = { dataDir, storage, clock: time, random };
	const accounts = await openDemoCounty(place);
	if (!accounts) throw new Error(`${dataDir} has another county`);
	await furnishDemoCounty(place);

	const [receiptSigner, root, admin] = await Promise.all(
		(['receipt', 'root', 'admin'] as const).map((name) => readKey(dataDir, name))
	);
	if (!receiptSigner || !root || !admin) throw new Error(`keys are missing in ${dataDir}`);
	if (content) {
		await publishRelease({
			dataDir,
			content,
			files: new Map(),
			signer: admin,
			clock: time,
			newLineage: false
		});
		// As a demo it would publish its own catalogue again at the next start.
		await rm(join(dataDir, 'demo-accounts.json'));
	}
	const id = TOWNSHIP.slice(0, 6);
	const county = createCounty({
		county: id,
		storage,
		clock: time,
		random,
		receiptSigner,
		sealKey: null,
		schedule: setImmediate,
		onFailure: (error) => {
			throw error;
		}
	});
	const hall = { county, id, random, now: () => time.now() };
	const staff = accounts.filter(({ role }) => role !== 'admin');
	const posts = await postsOf({ ...hall, root, staff, township: TOWNSHIP });
	const desks: Desk[] = [];
	for (const { cutOff, ...post } of posts) {
		const to = 2 + random.below(LONGEST_COURSE);
		const outage = cutOff ? { from: to + 1 + random.below(3), to } : null;
		desks.push(await enrolDesk(hall, { ...post, outage }));
	}
	await workOff({ county, time, days, random, desks, cases, items: servedItems() });
	await county.close();
	return accounts;
}

/** What is taken in here and decided by a unit that has somebody to decide it. */
function servedItems(): CatalogueItem[] {
	const deciders = ['MZ', 'GA', 'RS', 'YB'].map((prefix) => `532822${prefix}`);
	return catalogueItems(demoContent()).filter(
		({ implementation: { unit, decideLevel, acceptLevels } }) =>
			acceptLevels.some((level) => level === '村' || level === '乡镇') &&
			(decideLevel === '乡镇' || (unit !== null && deciders.includes(unit)))
	);
}
