import type { CaseState, Paper, TimelineEntry } from '../../documents/case/state.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import { m } from '../../paraglide/messages.js';
import type { Stop } from '../road-stop.ts';

/** Originals (收原件) that went the same way, and where they are. */
export type OriginalRoad = {
	papers: Paper[];
	stops: (Stop & { entry: TimelineEntry | null })[];
};

/**
 * Where each original is, by the hops of its case: taken in at one unit, handed on with the case, back to the
 * person at the end. Papers that were only seen, copied or photographed never left the person.
 */
export function roadsOfOriginals(state: CaseState, directory: DirectoryState): OriginalRoad[] {
	const roads = new Map<string, OriginalRoad>();
	for (const paper of state.papers) {
		const at = state.timeline.findIndex(({ change }) => change === paper.change);
		const taken = state.timeline[at];
		if (paper.way !== 'original' || !taken) continue;
		const hops = state.timeline.slice(at + 1).filter((entry) => entry.type === 'receive' && !entry.setAside);
		const stops = stopsOf(state, [taken, ...hops], directory);
		// Papers taken in at one desk one after the other went one way.
		const key = stops.map(({ label }) => label).join('>');
		const known = roads.get(key);
		if (known) known.papers.push(paper);
		else roads.set(key, { papers: [paper], stops });
	}
	return [...roads.values()];
}

function stopsOf(
	state: CaseState,
	hops: readonly TimelineEntry[],
	directory: DirectoryState
): OriginalRoad['stops'] {
	const label = (unit: string | null): string =>
		unit === null ? m.case_someone() : (directory.units[unit]?.short ?? unit);
	const stops: OriginalRoad['stops'] = [];
	for (const entry of hops) {
		if (stops.at(-1)?.label === label(entry.unit)) continue;
		stops.push({ id: entry.change, label: label(entry.unit), at: 'passed', entry });
	}
	const last = stops.at(-1);
	const back = { id: 'back', label: m.case_original_back(), entry: null };
	const end = state.timeline.findLast(({ type, setAside }) => type === 'deliver' && !setAside);
	if (state.stage === 'delivered' && end) return [...stops, { ...back, at: 'passed', entry: end }];
	if (last) {
		last.at = 'now';
		last.cut = true;
	}
	const offer = state.offer;
	const coming = offer ? [{ id: 'offer', label: label(offer.to), at: 'ahead' as const, entry: null }] : [];
	return [...stops, ...coming, { ...back, at: 'ahead' }];
}
