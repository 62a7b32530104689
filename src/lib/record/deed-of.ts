import type { Placed } from '../changes/order.ts';
import type { Deed } from '../documents/deed.ts';
import { authorAt } from '../documents/directory/rights.ts';
import type { DirectoryState } from '../documents/directory/state.ts';

/**
 * The change as its document's fold sees it. The author is looked up as the directory stood at the envelope's
 * `known.directory`, so any directory that is at least as new gives the same deed; a claim to know more than
 * there was when the county placed the change counts as that place.
 */
export function deedOf({ change, receipt }: Placed, directory: DirectoryState): Deed {
	const { envelope, body } = change;
	const directoryPos = Math.min(envelope.known.directory, receipt?.pos ?? Infinity);
	return {
		id: change.id,
		action: body?.action ?? null,
		author: authorAt(directory, envelope.author, directoryPos),
		key: envelope.author,
		device: envelope.device,
		seen: envelope.seen,
		at: envelope.at,
		knownTime: envelope.known.time,
		county: receipt && {
			epoch: receipt.epoch,
			pos: receipt.pos,
			time: receipt.time,
			standing: receipt.standing
		}
	};
}
