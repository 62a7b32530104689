import type { Change } from '../src/lib/changes/change.ts';
import type { Signer } from '../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Line } from './line.ts';
import type { CountySealKey } from './seal-key.ts';
import type { Answer, Sequencer } from './sequencer.ts';
import type { Storage } from './storage/storage.ts';

/** What the handlers of messages work with. */
export interface Hall {
	readonly storage: Storage;
	readonly clock: Clock;
	readonly random: Random;
	readonly receiptSigner: Signer;
	/** P56, P90 */
	readonly sealKey: CountySealKey | null;
	/** `directory/532822` */
	readonly directoryDoc: string;
	readonly sequencer: Sequencer;
	readonly commits: GroupCommit;
	record(changes: Change[]): Promise<Answer[]>;
	/** Number of the newest catalogue release; 0 for none. */
	release(): number;
	/** The newest checkpoint of its log; null before the first entry. */
	checkpoint: () => string | null;
	/** From here on the line gets what is live. */
	greet(line: Line): void;
}
