import type { DiskUse, OnTheRoad } from '$lib/device/station.ts';
import type { LineState } from '$lib/sync/line-state.ts';
import type { PhotographFault, Uploads } from '$lib/sync/photograph-uploader.ts';

/** Why work of a case, or of a bundle, has not all arrived at the county. */
export type Why =
	| { why: 'offline' | 'sending' | 'others' }
	/** The county or this device closed the line. */
	| { why: 'trouble'; code: NonNullable<LineState['trouble']> }
	/** Its steps are there; `bytes` are left to send. */
	| { why: 'photographs'; sent: number; of: number; bytes: number }
	/** The county did not take one, or this disk spoiled it. */
	| { why: 'photographs-refused'; sent: number; of: number; code: PhotographFault };

export type Waiting = {
	doc: string;
	changes: number;
	/** When the oldest step was written, device clock, ms; null where only photographs wait. */
	since: number | null;
	/** Photographs of it that the county has not, and the names of the papers that they show, each once. */
	photographs: number;
	papers: string[];
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
	uploads: Uploads;
};

/** Every case and bundle that is not all at the county, longest waiting first; those where only photographs wait come last. */
export function whatWaits({ road, photographs, unsent, line, trouble, uploads }: Setting): Waiting[] {
	const unplaced = new Set(line.unplaced);
	const pictures = byDoc(photographs);
	const closed: Why | null =
		line.status === 'on' ? null : trouble === null ? { why: 'offline' } : { why: 'trouble', code: trouble };
	const leftOf = (doc: string) => (pictures.get(doc) ?? []).filter(({ hash }) => unsent.has(hash));
	const told = (left: DiskUse['photographs']) => ({
		photographs: left.length,
		papers: [...new Set(left.map(({ paper }) => paper))]
	});

	const written = [...road.bundles, ...road.cases].map(({ doc, ids, changes, since }): Waiting => {
		const isHeld = ids.some((id) => unplaced.has(id));
		return {
			...{ doc, changes, since, ...told(leftOf(doc)) },
			why: closed ?? { why: isHeld ? 'others' : 'sending' }
		};
	});
	const withChanges = new Set(written.map(({ doc }) => doc));
	const onlyPictures = [...pictures.keys()].flatMap((doc): Waiting[] => {
		const left = leftOf(doc);
		if (left.length === 0 || withChanges.has(doc)) return [];
		const of = pictures.get(doc)?.length ?? 0;
		const sent = of - left.length;
		const code = left.flatMap(({ hash }) => uploads.faults[hash] ?? [])[0];
		const why: Why = code
			? { why: 'photographs-refused', sent, of, code }
			: { why: 'photographs', sent, of, bytes: bytesLeft(left, uploads.sending) };
		return [{ doc, changes: 0, since: null, ...told(left), why: closed ?? why }];
	});
	return [...written.sort((a, b) => (a.since ?? 0) - (b.since ?? 0)), ...onlyPictures];
}

function bytesLeft(left: DiskUse['photographs'], sending: Uploads['sending']): number {
	return left.reduce((sum, { hash, bytes }) => sum + bytes - (hash === sending?.hash ? sending.there : 0), 0);
}

function byDoc(photographs: DiskUse['photographs']): Map<string, DiskUse['photographs']> {
	const found = new Map<string, DiskUse['photographs']>();
	for (const one of photographs) found.set(one.doc, [...(found.get(one.doc) ?? []), one]);
	return found;
}
