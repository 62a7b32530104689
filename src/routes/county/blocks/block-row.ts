import type { Device } from '$lib/documents/directory/state.ts';
import type { BlockSeen, StationContact } from '$lib/sync/door-answers.ts';

/** After so many numbers of a block the serial has a fifth digit. */
export const FOUR_DIGITS = 9999;
/** From here on an admin should know that it comes. */
export const NEAR_FOUR_DIGITS = 9000;
/** As many enrolments a unit can have: a block has three digits. */
export const MOST_BLOCKS = 999;

/** One block of case numbers: one enrolment of one device. */
export type BlockRow = {
	id: string;
	unit: string;
	block: number;
	/** Null where cases bear the block's numbers and no enrolment got it. */
	device: string | null;
	revoked: boolean;
	/** Numbers that the device had taken when it told last, and when that was; null for one that never told. */
	taken: { count: number; time: number } | null;
	/** Cases of the county that bear one, and the highest serial. */
	cases: number;
	highest: number;
};

/** Blocks by unit and number, also those that no enrolment got and cases bear numbers of. `contacts` and `seen` are the county's answers. */
export function blockRows(
	devices: readonly Device[],
	contacts: readonly StationContact[],
	seen: readonly BlockSeen[]
): BlockRow[] {
	const reports = new Map(contacts.map(({ device, report }) => [device, report]));
	const blocks = new Map(seen.map((one) => [`${one.unit}/${one.block}`, one]));
	const owned = new Set(devices.map(({ unit, block }) => `${unit}/${block}`));
	const ownerless = seen
		.filter(({ unit, block }) => !owned.has(`${unit}/${block}`))
		.map(({ unit, block, cases, highest }): BlockRow => ({
			...{ id: `${unit}/${block}`, unit, block, device: null, revoked: false, taken: null },
			...{ cases, highest }
		}));
	const rows = devices.map(({ id, unit, block, name, until }) => {
		const report = reports.get(id);
		const { cases = 0, highest = 0 } = blocks.get(`${unit}/${block}`) ?? {};
		const taken = report ? { count: report.numbers, time: report.time } : null;
		return { id, unit, block, device: name, revoked: until !== null, taken, cases, highest };
	});
	return [...rows, ...ownerless].sort((a, b) =>
		a.unit === b.unit ? a.block - b.block : a.unit < b.unit ? -1 : 1
	);
}

/** How many numbers of the block are known to be taken: by the device's word or by a case that bears one. */
export function takenOf({ taken, highest }: BlockRow): number {
	return Math.max(taken?.count ?? 0, highest);
}

/**
 * Numbers that were taken and of which the county has no case. Each is either unused (an intake that was left) or
 * lies on a device that has not sent it yet; the county cannot tell which.
 */
export function gapsOf(row: BlockRow): number {
	return takenOf(row) - row.cases;
}
