import type { Change } from '../src/lib/changes/change.ts';
import type { Standing } from '../src/lib/changes/receipt.ts';
import { authorAt, entry } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState, Role } from '../src/lib/documents/directory/state.ts';
import { kindOf, kinds } from '../src/lib/documents/kinds.ts';

/**
 * The county's one judgement of the author's right at the moment of arrival. Whether the deed itself was lawful
 * is the fold's to say, by the directory that the author knew. `epoch`: the county's.
 */
export function standingOf(change: Change, directory: DirectoryState, epoch: number): Standing {
	const { author, device, known } = change.envelope;
	const place = entry(directory.devices, device);
	if (place && place.until !== null) return 'held';
	// P54: what the author knew then stands elsewhere now; the fold judges by the directory at the change's place.
	if (known.epoch > 0 && known.epoch < epoch) return 'ok';
	const then = authorAt(directory, author, Math.min(known.directory, directory.pos));
	const now = authorAt(directory, author, directory.pos);
	const needed = rolesFor(change);
	// Which unit it was done for only the fold can tell: none of them may have lost the right.
	const unitsThen = new Set(then?.roles.filter(({ role }) => needed(role)).map(({ unit }) => unit));
	const unitsNow = new Set(now?.roles.filter(({ role }) => needed(role)).map(({ unit }) => unit));
	return [...unitsThen].some((unit) => !unitsNow.has(unit)) ? 'late-role' : 'ok';
}

/** The end of a role takes no right away that another role still gives. */
function rolesFor({ envelope, body }: Change): (role: Role) => boolean {
	const kind = kindOf(envelope.doc);
	const roles = kind && kinds[kind].rolesFor(body?.action.type ?? '');
	return (role) => roles === null || roles.includes(role);
}
