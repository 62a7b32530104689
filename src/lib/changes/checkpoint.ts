import { fromBase64 } from '../platform/base64.ts';
import type { KeyId } from '../platform/ed25519.ts';
import { isNoteSignedBy, readNote } from './signed-note.ts';

/** How long the county's log was and the root of its Merkle tree then, in the form of C2SP's tlog-checkpoint. */
export type Checkpoint = {
	county: string;
	/** A county that was restored begins another log: this one may be shorter. */
	epoch: number;
	/** Entries. */
	size: number;
	/** Base64 of 32 bytes. */
	root: string;
};

const LEAST_LINES = 3;

/** The log's name, which is also its key's name in a signature: `yizhan/532822/1`. */
export function logName({ county, epoch }: Pick<Checkpoint, 'county' | 'epoch'>): string {
	return `yizhan/${county}/${epoch}`;
}

/** What the county's receipt key signs. */
export function checkpointText(checkpoint: Checkpoint): string {
	return `${logName(checkpoint)}\n${checkpoint.size}\n${checkpoint.root}\n`;
}

/** What a checkpoint says, whoever signed it; null when the text is none of a county's. */
export function readCheckpoint(note: string): Checkpoint | null {
	const lines = readNote(note)?.text.slice(0, -1).split('\n') ?? [];
	// Lines after the third are allowed and mean nothing here; an empty one is not allowed.
	if (lines.length < LEAST_LINES || lines.includes('')) return null;
	const [name = '', size = '', root = ''] = lines;
	const [, county, epoch] = /^yizhan\/(\d{6})\/([1-9]\d{0,9})$/.exec(name) ?? [];
	if (county === undefined || !/^(0|[1-9]\d{0,14})$/.test(size)) return null;
	if (fromBase64(root)?.length !== 32) return null;
	return { county, epoch: Number(epoch), size: Number(size), root };
}

/** A checkpoint that one of these keys signed; null when form or signature is wrong. */
export async function verifyCheckpoint(note: string, keys: Iterable<KeyId>): Promise<Checkpoint | null> {
	const signed = readNote(note);
	const checkpoint = readCheckpoint(note);
	if (!signed || !checkpoint) return null;
	for (const key of keys) {
		if (await isNoteSignedBy(signed, logName(checkpoint), key)) return checkpoint;
	}
	return null;
}
