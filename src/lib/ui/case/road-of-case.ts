import type { CaseState, Stage, TimelineEntry } from '../../documents/case/state.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import type { CatalogueItem } from '../../domain/catalogue.ts';
import { m } from '../../paraglide/messages.js';

/** A stop of the case's road with what was done there, in order. */
export type CaseStop = {
	id: string;
	label: string;
	at: 'passed' | 'now' | 'ahead';
	/** Nothing has gone along the way from here yet. */
	cut?: boolean;
	deeds: TimelineEntry[];
};

const shownDeeds = new Set(['open', 'submit', 'receive', 'accept', 'requestCorrection', 'supplement']);
const endDeeds = new Set(['decline', 'handOver', 'recall', 'decide', 'deliver', 'withdraw']);
const ended: readonly Stage[] = ['declined', 'delivered', 'withdrawn'];

/** Where the case has been, where it is, and where it still has to go: village, township, department, back. */
export function roadOfCase(
	state: CaseState,
	item: CatalogueItem | null,
	directory: DirectoryState
): CaseStop[] {
	const label = (unit: string): string => directory.units[unit]?.short ?? unit;
	const stops: (CaseStop & { unit: string })[] = [];
	for (const entry of state.timeline) {
		if (entry.setAside || !(shownDeeds.has(entry.type) || endDeeds.has(entry.type))) continue;
		const unit = unitOf(entry);
		if (unit === null) continue;
		const known = stops.findLast((stop) => stop.unit === unit);
		const stop = { id: `${unit}-${entry.change}`, unit, label: label(unit), at: 'passed' as const };
		// Paper may come before its data: where it was taken in is the first stop all the same.
		if (entry.type === 'open' && !known) stops.unshift({ ...stop, deeds: [entry] });
		else if (entry.type === 'receive' && stops.at(-1)?.unit !== unit) stops.push({ ...stop, deeds: [entry] });
		else (known ?? stops.at(-1))?.deeds.push(entry);
	}
	const now = stops.findLast(({ unit }) => unit === state.holder) ?? stops.at(-1);
	if (now && !ended.includes(state.stage)) now.at = 'now';
	const ahead = unitsAhead(state, item, directory, new Set(stops.map(({ unit }) => unit)));
	const coming = ahead.map((unit): CaseStop => ({ id: unit, label: label(unit), at: 'ahead', deeds: [] }));
	const home: CaseStop = { id: 'home', label: m.case_road_deliver(), at: 'ahead', deeds: [] };
	if (state.stage === 'delivered') return [...stops, { ...home, at: 'passed' }];
	const open = !ended.includes(state.stage);
	return open ? [...stops.map((stop) => ({ ...stop, cut: stop.at === 'now' })), ...coming, home] : stops;
}

function unitOf({ action, unit }: TimelineEntry): string | null {
	const named = action !== null && 'unit' in action && typeof action.unit === 'string' ? action.unit : null;
	return named ?? unit;
}

function unitsAhead(
	state: CaseState,
	item: CatalogueItem | null,
	directory: DirectoryState,
	passed: ReadonlySet<string>
): string[] {
	const origin = state.origin === null ? undefined : directory.units[state.origin];
	const township = origin?.level === 'village' ? origin.parent : null;
	const decides = state.decision === null ? (item?.implementation.unit ?? null) : null;
	const ahead = [state.offer?.to ?? null, state.received === null ? township : null, decides];
	return [...new Set(ahead.filter((unit) => unit !== null))].filter(
		(unit) => unit === state.offer?.to || !passed.has(unit)
	);
}
