import { createHash } from 'node:crypto';
import { readChange } from '../src/lib/changes/change.ts';
import type { Placed } from '../src/lib/changes/order.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import { startDirectory } from '../src/lib/documents/directory/fold.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { kinds, type Kind } from '../src/lib/documents/kinds.ts';
import { deedOf } from '../src/lib/record/deed-of.ts';
import type { CountyLog } from './log/county-log.ts';
import { emptyCommit, type Storage } from './storage/storage.ts';

/** Goes up with whatever a fold makes of a document, and with who may read it; devices have `PROJECTED`. */
export const FOLDED = '2';

/** Documents a commit. */
const AT_ONCE = 200;

/**
 * Folds the whole record anew where another version folded it: states that were only advanced would keep that
 * version's rules, while devices fold by this one's. A unit that reads a document now gets all of it (P42). May be cut
 * short anywhere and begun again.
 */
export function refoldAfterUpdate(storage: Storage, log: CountyLog): void {
	if (storage.setting('folded') === FOLDED) return;
	refold(storage);
	const feedEnd = storage.feedEnd();
	const folded = { is: 'folded', rules: FOLDED, feedEnd, feed: hashOfFeed(storage.wholeFeed()) } as const;
	storage.commit({ ...emptyCommit(), log: log.extend([folded]) });
	storage.setSetting('folded', FOLDED);
}

/** Every state anew, by the rules of this version. */
export function refold(storage: Storage): void {
	// The directory first: it says who wrote all else.
	refoldKind(storage, 'directory', startDirectory());
	const [county] = storage.statesOf('directory');
	const directory = (county?.state as DirectoryState | undefined) ?? startDirectory();
	refoldKind(storage, 'case', directory);
	refoldKind(storage, 'bundle', directory);
}

/** SHA-256 of all rows, in base64url, as the log tells it. */
export function hashOfFeed(rows: ReturnType<Storage['wholeFeed']>): string {
	const sha256 = createHash('sha256');
	for (const { cursor, unit, change } of rows) sha256.update(`${cursor} ${unit} ${change}\n`);
	return sha256.digest('base64url');
}

function refoldKind(storage: Storage, name: keyof typeof kinds, directory: DirectoryState): void {
	const kind: Kind<unknown> = kinds[name];
	const docs = Array.from(storage.statesOf(name), ({ doc }) => doc);
	for (let at = 0; at < docs.length; at += AT_ONCE) {
		const commit = emptyCommit();
		for (const doc of docs.slice(at, at + AT_ONCE)) {
			const placed = placedOf(storage, doc);
			const before = storage.stateOf(doc)?.readers ?? [];
			const state = placed.reduce((so, one) => kind.advance(so, deedOf(one, directory)), kind.start(doc));
			const readers = kind.readers(state, directory);
			commit.states.push({ doc, pos: placed.at(-1)?.receipt.pos ?? 0, state, readers });
			for (const unit of readers.filter((one) => !before.includes(one))) {
				commit.feed.push(...placed.map(({ change }) => ({ unit, change: change.id })));
			}
		}
		storage.commit(commit);
	}
}

function placedOf(storage: Storage, doc: string): (Placed & { receipt: Receipt })[] {
	return storage.changesOf(doc).flatMap(({ line, receipt }) => {
		if (!receipt) return [];
		const read = readChange(line);
		if (!read.ok) throw new Error(`a stored change cannot be read: ${read.fault}`);
		return [{ change: read.change, receipt }];
	});
}
