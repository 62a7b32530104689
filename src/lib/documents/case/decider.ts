import type { ImplementationItem } from '../../domain/catalogue.ts';
import type { DirectoryState, UnitLevel } from '../directory/state.ts';

/** Who decides an item by the catalogue, and whether that is the unit that asks. */
export type Decider = { name: string; level: string; isHere: boolean };

/** 行使层级 as the catalogue writes it, by the level of a unit of the county. */
const marks: Record<UnitLevel, readonly string[]> = {
	county: ['县'],
	department: ['县'],
	township: ['乡', '镇'],
	village: ['村', '社区']
};

/**
 * Whose decision an item is (行使层级 and 实施主体, standards.md §2.1), seen from `unit`. Where the catalogue names no unit
 * of the directory, the level alone says whether it is one like this. A unit may be authorised to decide what is
 * another's (授权办理, features.md F049, F093), and no record tells of that: so the policy forbids it to nobody.
 */
export function deciderOf(
	{ unit: decides, unitName, decideLevel }: Pick<ImplementationItem, 'unit' | 'unitName' | 'decideLevel'>,
	unit: string,
	{ units }: Pick<DirectoryState, 'units'>
): Decider {
	if (decides !== null) {
		return { name: units[decides]?.name ?? unitName, level: decideLevel, isHere: decides === unit };
	}
	const here = units[unit]?.level;
	const isHere = here !== undefined && marks[here].some((mark) => decideLevel.includes(mark));
	return { name: unitName, level: decideLevel, isHere };
}
