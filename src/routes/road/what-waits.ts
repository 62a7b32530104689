import type { DiskUse, OnTheRoad } from '$lib/device/station.ts';
import type { LineState } from '$lib/sync/line-state.ts';

/** Why work of a case, or of a bundle, has not all arrived at the county. */
export type Why =
	| { why: 'offline' | 'sending' | 'others' }
	/** The county or this device closed the line. */
	| { why: 'trouble'; code: NonNullable<LineState['trouble']> }
	/** Its steps are there; `bytes` are left to send. `refused`: the county did not take one the last time. */
	| { why: 'photographs' | 'photographs-refused'; sent: number; of: number; bytes: number };

export type Waiting = {
	doc: string;
	changes: number;
	/** When the oldest step was written, device clock, ms; null where only photographs wait. */
	since: number | null;
	/** Photographs of it that the county has not. */
	photographs: number;
	why: Why;
};

type Setting = {
	road: Pick<OnTheRoad, 'cases' | 'bundles'>;
	photographs: DiskUse['photographs'];
	/** Hashes of photographs that the county has not. */
	unsent: ReadonlySet<string>;
	line: Pick<LineState, 'status' | 'unplaced'>;
	/** Why there is no line, also as the disk remembers it. */
	trouble: LineState['trouble'];
	photographRefused: boolean;
};

/** Every case and bundle that is not all at the county, longest waiting first; those where only photographs wait come last. */
export function whatWaits({
	road,
	photographs,
	unsent,
	line,
	trouble,
	photographRefused
}: Setting): Waiting[] {
	const unplaced = new Set(line.unplaced);
	const pictures = byDoc(photographs);
	const closed: Why | null =
		line.status === 'on' ? null : trouble === null ? { why: 'offline' } : { why: 'trouble', code: trouble };
	const leftOf = (doc: string) => (pictures.get(doc) ?? []).filter(({ hash }) => unsent.has(hash));

	const written = [...road.bundles, ...road.cases].map(({ doc, ids, changes, since }): Waiting => {
		const isHeld = ids.some((id) => unplaced.has(id));
		return {
			...{ doc, changes, since, photographs: leftOf(doc).length },
			why: closed ?? { why: isHeld ? 'others' : 'sending' }
		};
	});
	const withChanges = new Set(written.map(({ doc }) => doc));
	const onlyPictures = [...pictures.keys()].flatMap((doc): Waiting[] => {
		const left = leftOf(doc);
		if (left.length === 0 || withChanges.has(doc)) return [];
		const of = pictures.get(doc)?.length ?? 0;
		const bytes = left.reduce((sum, one) => sum + one.bytes, 0);
		const why = photographRefused ? 'photographs-refused' : 'photographs';
		return [
			{
				...{ doc, changes: 0, since: null, photographs: left.length },
				why: closed ?? { why, sent: of - left.length, of, bytes }
			}
		];
	});
	return [...written.sort((a, b) => (a.since ?? 0) - (b.since ?? 0)), ...onlyPictures];
}

function byDoc(photographs: DiskUse['photographs']): Map<string, DiskUse['photographs']> {
	const found = new Map<string, DiskUse['photographs']>();
	for (const one of photographs) found.set(one.doc, [...(found.get(one.doc) ?? []), one]);
	return found;
}
