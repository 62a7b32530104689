import { sha256 } from '@noble/hashes/sha2.js';
import { Vault } from '../../src/lib/device/vault.ts';
import type { KeyHold, OpenKeys, Random, Stretch } from '../../src/lib/platform/seams.ts';

/** One browser's memory: what a page held open the next one finds, until it is emptied. */
export function heldKeys(): KeyHold & { forget(): void } {
	let held: OpenKeys | null = null;
	return {
		recall: async () => held,
		hold: (keys) => void (held = keys),
		letGo: () => void (held = null),
		watch: () => () => {},
		forget: () => void (held = null)
	};
}

/** The vault of a station's disk, to look at the disk beside it. */
export async function vaultOf({ hold, random }: { hold: KeyHold; random: Random }): Promise<Vault> {
	const vault = new Vault(random);
	const keys = await hold.recall();
	if (keys) vault.open(keys.vault);
	return vault;
}

/** Says nothing of how long a password holds. */
export const quickStretch: Stretch = async (password, salt) =>
	new Uint8Array(sha256(new Uint8Array([...salt, ...new TextEncoder().encode(password)])));
