import type { ChangeId } from '../src/lib/changes/change.ts';
import { openSealedChange, readSealedLine } from '../src/lib/changes/sealed-change.ts';
import type { SealKeyPair } from '../src/lib/platform/sealed-file.ts';
import { vaultKeyOf } from './open-vault.ts';

/** `lines`: changes as they were signed, for the gate like any other. `unopened`: those that stay with their device. */
export type Opened = { lines: string[]; unopened: ChangeId[] };

/**
 * P90: opens what a locked device handed over as it lies sealed on its disk; lines that are not sealed are left as they
 * are. `vault`: the key, which this device must have sealed to the county.
 */
export async function openSealedLines(
	{ device, vault, lines }: { device: string; vault: string | undefined; lines: string[] },
	seal: SealKeyPair | null
): Promise<Opened> {
	if (vault === undefined) return { lines, unopened: [] };
	const key = seal && (await vaultKeyOf(vault, device, seal));
	const opened: Opened = { lines: [], unopened: [] };
	for (const line of lines) {
		const sealed = readSealedLine(line);
		const own = sealed ? key && openSealedChange(sealed, key) : line;
		if (own !== null) opened.lines.push(own);
		else if (sealed) opened.unopened.push(sealed.id);
	}
	return opened;
}
