import type { Envelope } from '../src/lib/changes/change.ts';
import type { Standing } from '../src/lib/changes/receipt.ts';
import { authorAt, entry } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';

/**
 * The county's one judgement of the author's right at the moment of arrival. Whether the deed itself was lawful
 * is the fold's to say, by the directory that the author knew.
 */
export function standingOf(envelope: Envelope, directory: DirectoryState): Standing {
	const device = entry(directory.devices, envelope.device);
	if (device && device.until !== null) return 'held';
	const then = authorAt(directory, envelope.author, envelope.known.directory);
	const now = authorAt(directory, envelope.author, directory.pos);
	const ended = then?.roles.some(
		({ unit, role }) => !now?.roles.some((held) => held.unit === unit && held.role === role)
	);
	return ended ? 'late-role' : 'ok';
}
