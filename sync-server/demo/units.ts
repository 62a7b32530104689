import type { UnitEntry, UnitLevel } from '../../src/lib/documents/directory/actions.ts';
import { departments } from './departments.ts';
import orgs from './orgs.json' with { type: 'json' };

const COUNTY = orgs.county.gbt2260;

/** Directory id of the department whose items begin with this prefix: `532822MZ`. */
export function departmentUnit(prefix: string): string {
	return COUNTY + prefix;
}

/**
 * Every unit of the demo county, each after its parent: county, departments, townships, villages. Phones and
 * addresses are not known. Divisions that are only statistical have no station.
 */
export function demoUnits(): UnitEntry[] {
	return [
		unit(COUNTY, 'county', orgs.county.center, '县中心', null),
		...Object.entries(departments).map(([prefix, { listed, short }]) =>
			unit(departmentUnit(prefix), 'department', listed.replace(/^县/, orgs.county.name), short, COUNTY)
		),
		...orgs.townships.flatMap((township) => [
			unit(township.code9, 'township', township.center, township.short, COUNTY),
			...township.villages.flatMap(({ code, station, short, is_statistical_only }) =>
				is_statistical_only || station === null ? [] : [unit(code, 'village', station, short, township.code9)]
			)
		])
	];
}

function unit(id: string, level: UnitLevel, name: string, short: string, parent: string | null): UnitEntry {
	return { id, level, name, short, parent, phone: null, address: null };
}
