import type { Placed } from '../changes/order.ts';
import type { Deed } from '../documents/deed.ts';
import { authorAt } from '../documents/directory/rights.ts';
import type { DirectoryState } from '../documents/directory/state.ts';

/**
 * The place in the directory by which the author is judged: `known.directory`. A claim to know more than there was when the
 * county placed the change counts as that place, and so does what was known in an epoch that ended: the county may have
 * lost what stood there then, and it stands elsewhere now (P54).
 */
export function directoryOf({ change, receipt }: Placed): number {
	const { known } = change.envelope;
	if (!receipt) return known.directory;
	// 0: nothing was known of the county yet.
	const isOfEndedEpoch = known.epoch > 0 && known.epoch < receipt.epoch;
	return isOfEndedEpoch ? receipt.pos : Math.min(known.directory, receipt.pos);
}

/**
 * The change as its document's fold sees it. The author is looked up as the directory stood at `directoryOf`, so any
 * directory that is at least as new gives the same deed.
 */
export function deedOf({ change, receipt }: Placed, directory: DirectoryState): Deed {
	const { envelope, body } = change;
	return {
		id: change.id,
		action: body?.action ?? null,
		author: authorAt(directory, envelope.author, directoryOf({ change, receipt })),
		key: envelope.author,
		device: envelope.device,
		seen: envelope.seen,
		at: envelope.at,
		knownTime: Math.min(envelope.known.time, receipt?.time ?? Infinity),
		county: receipt && {
			epoch: receipt.epoch,
			pos: receipt.pos,
			time: receipt.time,
			standing: receipt.standing
		}
	};
}
