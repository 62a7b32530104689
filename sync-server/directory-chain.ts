import { writeChange, type Change, type ChangeId } from '../src/lib/changes/change.ts';
import type { DirectoryAction } from '../src/lib/documents/directory/actions.ts';
import type { Signer } from '../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';

/** Writes directory changes one after the other, each having seen the one before. */
export interface DirectoryChain {
	write(device: string, signer: Signer, action: DirectoryAction): Promise<void>;
	/** All that was written. */
	changes(): Change[];
}

export function directoryChain(county: string, clock: Clock, random: Random): DirectoryChain {
	const heads = new Map<string, { seq: number; id: ChangeId }>();
	const written: Change[] = [];
	return {
		async write(device, signer, action) {
			const head = heads.get(device);
			const last = written.at(-1);
			const place = {
				doc: `directory/${county}`,
				device,
				seq: (head?.seq ?? 0) + 1,
				prev: head?.id ?? null,
				seen: last ? [last.id] : [],
				known: { epoch: 0, directory: 0, time: 0 },
				at: clock.now()
			};
			const change = await writeChange(place, action, signer, random);
			heads.set(device, { seq: place.seq, id: change.id });
			written.push(change);
		},
		changes: () => written
	};
}
