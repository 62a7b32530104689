import type { Clock, Random, Stretch } from '../platform/seams.ts';
import { seal, unseal } from '../platform/sealed-bytes.ts';
import { KEY_BYTES } from './vault.ts';

/** What one clerk's password opens on this disk: the key of the vault, and the seed of the clerk's own signing key. */
export type Slot = {
	salt: Uint8Array<ArrayBuffer>;
	sealed: Uint8Array<ArrayBuffer>;
	/** Wrong passwords since the last right one, and until when none is looked at, device clock, ms. */
	wrong: number;
	until: number;
};

export type Slotted = { vault: Uint8Array<ArrayBuffer>; seed: Uint8Array<ArrayBuffer> };

const SALT_BYTES = 16;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

export async function makeSlot(
	{ vault, seed }: Slotted,
	place: string,
	password: string,
	stretch: Stretch,
	random: Random
): Promise<Slot> {
	const salt = random.bytes(SALT_BYTES);
	const key = await stretch(password, salt);
	const sealed = seal(key, place, new Uint8Array([...vault, ...seed]), random);
	return { salt, sealed, wrong: 0, until: 0 };
}

/** Null for another password. */
export async function openSlot(
	slot: Slot,
	place: string,
	password: string,
	stretch: Stretch
): Promise<Slotted | null> {
	const bytes = unseal(await stretch(password, slot.salt), place, slot.sealed);
	if (bytes?.length !== 2 * KEY_BYTES) return null;
	return { vault: bytes.slice(0, KEY_BYTES), seed: bytes.slice(KEY_BYTES) };
}

/**
 * The slot after one more wrong password. From the fifth on each makes the next wait, twice as long every time, also
 * over a restart; who copies the disk elsewhere is held up by the stretching alone.
 */
export function afterWrong(slot: Slot, clock: Clock): Slot {
	const wrong = slot.wrong + 1;
	if (wrong < FREE_TRIES) return { ...slot, wrong };
	const wait = Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
	return { ...slot, wrong, until: clock.now() + wait };
}

/** Whether a password is looked at now. A clock that was set back holds nobody up for longer than the longest wait. */
export function isHeldUp({ until }: Slot, clock: Clock): boolean {
	const left = until - clock.now();
	return left > 0 && left <= LONGEST_WAIT_MS;
}
