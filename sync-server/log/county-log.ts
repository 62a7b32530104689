import { hash } from 'node:crypto';
import { checkpointText, logName } from '../../src/lib/changes/checkpoint.ts';
import { noteBytes, writeNote } from '../../src/lib/changes/signed-note.ts';
import type { PromptSigner } from '../prompt-signer.ts';
import type { LogExtension, Storage } from '../storage/storage.ts';
import { writeEntry, type LogEntry } from './entry.ts';
import { growTree, leafHash, type Hash } from './tree.ts';

/** What every log grows from; no hash has this text. */
const NOTHING = '';

/** The county's log: every commit that changes the record adds its entries to it and signs where it ends. */
export interface CountyLog {
	/** What a commit writes besides, in its one transaction; null where nothing happened. */
	extend(entries: LogEntry[]): LogExtension | null;
	/** Number of the newest release that it tells of; 0 for none. */
	release(): number;
	/** The county's newest signed checkpoint; null before the first entry. */
	checkpoint(): string | null;
}

export type CountyLogSetting = { county: string; storage: Storage; signer: PromptSigner };

export function countyLog({ county, storage, signer }: CountyLogSetting): CountyLog {
	return {
		extend(entries) {
			if (entries.length === 0) return null;
			const before = storage.logHead();
			const { epoch } = storage.sequence();
			const tree = growTree(before);
			let upto = before?.upto ?? NOTHING;
			const rows = entries.map((one) => {
				const entry = writeEntry(one);
				const leaf = leafHash(entry);
				tree.append(leaf);
				upto = hashUpTo(upto, leaf);
				return { entry, upto };
			});
			const { size } = tree;
			const text = checkpointText({ county, epoch, size, root: tree.root().toString('base64') });
			const note = writeNote(text, logName({ county, epoch }), signer.key, signer.signNow(noteBytes(text)));
			return { rows, head: { size, frontier: tree.frontier(), upto, note } };
		},
		release: () => Number(storage.releaseEntry()?.split(' ')[1] ?? 0),
		checkpoint: () => storage.logHead()?.note ?? null
	};
}

/** The hash over all entries up to one: of the hash up to the one before it, and of its leaf. */
export function hashUpTo(before: string, leaf: Hash): string {
	return hash('sha256', Buffer.concat([Buffer.from(before), leaf]), 'base64url');
}
