import type { Unit, UnitLevel } from '$lib/documents/directory/state.ts';
import { m } from '$lib/paraglide/messages.js';

export const levels = ['county', 'department', 'township', 'village'] as const satisfies UnitLevel[];

export const levelWords: Record<UnitLevel, () => string> = {
	county: m.county_level_county,
	department: m.county_level_department,
	township: m.county_level_township,
	village: m.county_level_village
};

/** County, departments, townships each with their villages after them. */
export function inOrder(units: Record<string, Unit>): Unit[] {
	const place = (unit: Unit): string => {
		if (unit.level === 'county') return '0';
		if (unit.level === 'department') return `1${unit.id}`;
		return unit.level === 'township' ? `2${unit.id}` : `2${unit.parent ?? ''}/${unit.id}`;
	};
	return Object.values(units).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** For a choice of units, as staff say them. */
export function unitOptions(units: Record<string, Unit>): { value: string; label: string }[] {
	return inOrder(units).map((unit) => ({
		value: unit.id,
		label: unit.level === 'village' ? `　${unit.short}` : unit.short
	}));
}
