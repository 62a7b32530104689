import * as v from 'valibot';
import { entry, isGood, rolesNow } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { fromBase64Url, toBase64Url } from '../src/lib/platform/base64url.ts';
import { openText, type SealKeyPair } from '../src/lib/platform/sealed-file.ts';
import { readJson } from './routes/read-json.ts';

const VAULT_KEY_BYTES = 32;

const inside = v.object({ device: v.string(), vault: v.string() });

/**
 * P59: the key that a device sealed to the county, for a clerk who has just given the right password on it. Null where the
 * device is revoked, the clerk is of another unit, or it was sealed by another device or to another key.
 */
export async function openVault(
	asked: { device: string; clerk: string; sealed: string },
	directory: DirectoryState,
	key: SealKeyPair
): Promise<string | null> {
	const device = entry(directory.devices, asked.device);
	if (!device || !isGood(directory, device)) return null;
	if (!rolesNow(directory, asked.clerk).some(({ unit }) => unit === device.unit)) return null;
	const opened = await vaultKeyOf(asked.sealed, device.id, key);
	return opened && toBase64Url(opened);
}

/** The key of a device's vault as the device sealed it to the county; null for anything else. */
export async function vaultKeyOf(
	sealed: string,
	device: string,
	key: SealKeyPair
): Promise<Uint8Array | null> {
	const bytes = fromBase64Url(sealed);
	const opened = bytes && (await openText(key, bytes));
	const read = opened ? readJson(inside, Buffer.from(opened)) : null;
	const vault = read?.device === device ? fromBase64Url(read.vault) : null;
	return vault?.length === VAULT_KEY_BYTES ? vault : null;
}
