import { windowKinds, type WindowKind } from './actions.ts';
import type { DirectoryState, ServiceWindow, UnitLevel } from './state.ts';

/** Every window of a unit, closed ones too, as its signs are read. */
export function windowsOf(state: DirectoryState, unit: string): ServiceWindow[] {
	return Object.values(state.windows)
		.filter((window) => window.unit === unit)
		.sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
}

/** The kinds of windows that a unit of this level may have; villages and departments have none (F080). */
export function kindsAt(level: UnitLevel): readonly WindowKind[] {
	return level === 'county' || level === 'township' ? windowKinds[level] : [];
}

/** Which of a township's three kinds have no open window (F080); none for a unit of another level. */
export function missingKinds(state: DirectoryState, unit: string): WindowKind[] {
	if (state.units[unit]?.level !== 'township') return [];
	const open = new Set(windowsOf(state, unit).flatMap((window) => (window.closed ? [] : [window.kind])));
	return windowKinds.township.filter((kind) => !open.has(kind));
}
