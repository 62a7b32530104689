import { policy } from '$lib/documents/case/policy.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { Role } from '$lib/documents/directory/state.ts';
import { m } from '$lib/paraglide/messages.js';
import { actionWords } from '$lib/ui/case/words.ts';

export const roles = ['agent', 'window', 'officer', 'admin'] as const satisfies Role[];

/** What a role may do with a case, by the very rules that are enforced, and the admin's own duties. */
export function dutiesOf(role: Role): string {
	const deeds = (Object.keys(policy) as CaseActionType[])
		.filter((type) => policy[type].some((rule) => rule.roles.includes(role)))
		.map((type) => actionWords[type]());
	return [...(role === 'admin' ? [m.county_role_admin_duties()] : []), ...deeds].join(m.county_and());
}
