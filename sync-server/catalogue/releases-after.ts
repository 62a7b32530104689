import { hashText } from '../../src/lib/platform/hash-text.ts';
import { newestNumber, readReleaseFolder } from './release-folder.ts';

/** A release as the county's log tells it: SHA-256 of its text as it was signed. */
export type ToldRelease = { number: number; hash: string };

/** The releases in the folder that have a higher number, in order. */
export async function releasesAfter(dataDir: string, number: number): Promise<ToldRelease[]> {
	const newest = await newestNumber(dataDir);
	const told: ToldRelease[] = [];
	for (let next = number + 1; next <= newest; next++) {
		const { signed } = await readReleaseFolder(dataDir, next);
		told.push({ number: next, hash: hashText(signed.text) });
	}
	return told;
}
