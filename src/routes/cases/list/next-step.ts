import type { CaseRow } from '$lib/device/station.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { Role, UnitLevel } from '$lib/documents/directory/state.ts';

/** Who looks at the list: a clerk with these roles at this unit. */
export type Viewer = { unit: string; level: UnitLevel; roles: readonly Role[] };

/**
 * The one thing this clerk is likely to do next with a case, from its row alone; null when it is not theirs
 * to do. The case's page asks the policy itself, which knows the whole case.
 */
export function nextStep(
	row: CaseRow,
	{ unit, level, roles }: Viewer,
	/** Whether the catalogue gives the item's decision to this unit (`documents/case/decider.ts`); true where that is not known. */
	decidesHere: boolean
): CaseActionType | null {
	if (row.place === 'needs-you') return 'settle';
	if (row.offeredTo === unit) return 'receive';
	switch (row.stage) {
		case 'intake':
			return row.origin === unit ? 'submit' : null;
		case 'received':
			// Without its data a paper can only be kept.
			if (row.holder !== unit || row.face.number === null) return null;
			return roles.includes('window') || roles.includes('officer') ? 'accept' : 'handOver';
		case 'correcting':
			// Whoever took it in gathers what is asked for; the unit that asked waits.
			return row.origin === unit ? 'supplement' : null;
		case 'accepted':
			if (row.holder !== unit || row.offeredTo !== null) return null;
			if (!decidesHere) return 'handOver';
			if (roles.includes('officer')) return 'decide';
			// What is decided here waits for a colleague who may.
			return level === 'department' ? null : 'handOver';
		case 'decided':
			if (row.holder !== unit || row.offeredTo !== null) return null;
			return level === 'department' ? 'handOver' : 'deliver';
		default:
			return null;
	}
}
