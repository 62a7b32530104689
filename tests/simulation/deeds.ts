import type { CaseAction, CaseActionType } from '../../src/lib/documents/case/actions.ts';
import { editForm } from '../../src/lib/documents/case/form.ts';
import { possibleActions } from '../../src/lib/documents/case/policy.ts';
import type { CaseState } from '../../src/lib/documents/case/state.ts';
import { conflictsOf } from '../../src/lib/documents/case/conflicts.ts';
import { sample } from '../documents/history.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { DEPARTMENT, TOWNSHIP, VILLAGES, type Staff } from './county-house.ts';

const FIELDS = ['applicant.name', 'applicant.phone', 'form.purpose'];
/** What ends a case or adds nothing to it is rare, so that cases go far and meet some trouble. */
const RARE: CaseActionType[] = ['withdraw', 'recall', 'decline', 'note', 'attach', 'requestCorrection'];
const NEXT: CaseActionType[] = ['receive', 'accept', 'handOver'];

/** What this clerk might do next with this case; null for nothing. Mostly lawful by what the device knows. */
export function nextDeed(state: CaseState, { unit, role }: Staff, random: SeededRandom): CaseAction | null {
	const possible = possibleActions(state, { unit, roles: [role] })
		.filter(({ allowed }) => allowed)
		.map(({ type }) => type)
		.filter((type) => !RARE.includes(type) || random.chance(0.05));
	if (possible.length === 0) return null;
	const onward = possible.filter((type) => NEXT.includes(type));
	const type = random.pick(onward.length > 0 && random.chance(0.5) ? onward : possible);
	switch (type) {
		case 'open':
			return null;
		case 'edit': {
			const keys = FIELDS.filter(() => random.chance(0.4));
			const values = Object.fromEntries(
				(keys.length > 0 ? keys : ['form.purpose']).map((key) => [key, word(random)])
			);
			return { type, ...editForm(state.form, values, random.below(2 ** 32)) };
		}
		case 'receive':
			return { type, unit };
		case 'handOver':
			return {
				type,
				to: random.pick([DEPARTMENT, DEPARTMENT, TOWNSHIP, ...VILLAGES].filter((to) => to !== unit)),
				remark: ''
			};
		case 'note':
			return { type, text: word(random) };
		case 'settle': {
			const conflict = conflictsOf(state).find(({ kind }) => kind === 'deed');
			return conflict?.kind === 'deed'
				? { type, about: { kind: 'deed', deed: conflict.deed }, remark: '' }
				: null;
		}
		default:
			return sample(type, state, unit);
	}
}

function word(random: SeededRandom): string {
	return random.pick(['岩罕', '玉香', '刀明', '13800000000', '低保', '补办']) + random.below(100);
}
