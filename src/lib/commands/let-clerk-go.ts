import type { AuthorFault, Station } from '../device/station.ts';
import type { Outcome } from './outcome.ts';

/**
 * A clerk works here no more: ends every role and notes it, all in one write. What they did before stays right;
 * their account can be given roles again.
 */
export async function letClerkGo(station: Station, clerk: string): Promise<Outcome<null, AuthorFault>> {
	const { clerks, roles } = await station.directory();
	const one = clerks[clerk];
	if (!one) return { ok: false, code: 'no-such-thing' };
	const authored = await station.authorDirectory([
		...roles
			.filter((term) => term.clerk === clerk && term.until === null)
			.map(({ unit, role }) => ({ type: 'endRole', clerk, unit, role }) as const),
		{ type: 'putClerk', clerk: { ...one, left: true } }
	]);
	return authored.ok ? { ok: true, value: null } : authored;
}
