import { MOST_CHANGES, MOST_PHOTOGRAPH_BYTES, MOST_PHOTOGRAPHS } from '../changes/parcel.ts';
import { sealedLine } from '../changes/sealed-change.ts';
import type { Clock } from '../platform/seams.ts';
import { packParcel } from './pack-parcel.ts';
import type { Settings } from './rows.ts';
import { keysOnDisk, rowsOnDisk } from './rows-on-disk.ts';
import type { MadeParcel, ParcelFault } from './station.ts';

/** `no-disk`: the browser does not open it at all, or there is none. */
export type RescueFault = ParcelFault | 'no-disk';
export type Rescued = Extract<MadeParcel, { ok: true }> | { ok: false; code: RescueFault };

/**
 * P91: a parcel of what waits on a disk that this app cannot open: of another version, or with rows that the browser does
 * not give any more, which are left out. Asks nobody for a password, as nobody but the county reads it.
 */
export async function rescueParcel(name: string, clock: Clock, factory: IDBFactory): Promise<Rescued> {
	const disk = await openAsItIs(name, factory);
	if (!disk) return { ok: false, code: 'no-disk' };
	try {
		return await parcelOf(disk, clock);
	} finally {
		disk.close();
	}
}

async function parcelOf(disk: IDBDatabase, clock: Clock): Promise<MadeParcel> {
	const settings = await rowsOnDisk(disk, 'settings', ['identity', 'sealKey', 'vault']);
	const value = <Name extends keyof Settings>(of: Name) =>
		settings.get(of)?.['value'] as Settings[Name] | undefined;
	const identity = value('identity');
	if (!identity) return { ok: false, code: 'not-enrolled' };
	const recipient = value('sealKey');
	if (recipient === undefined) return { ok: false, code: 'no-seal-key' };

	const waiting = await rowsOnDisk(disk, 'outbox', await keysOnDisk(disk, 'outbox'));
	const ids = [...waiting.values()].flatMap(({ id }) => (typeof id === 'string' ? id : []));
	const lines = await linesOnDisk(disk, ids.slice(0, MOST_CHANGES));
	const unsent = await keysOnDisk(disk, 'photographs', { index: 'sent', only: 0 });
	const photographs = await photographsOnDisk(disk, unsent.slice(0, MOST_PHOTOGRAPHS));
	return packParcel(
		{
			identity,
			recipient,
			vault: value('vault')?.atCounty?.key,
			lines,
			photographs: [...photographs].map(([hash, { length: size }]) => ({ hash, size })),
			ciphertext: async (hash) => photographs.get(hash) ?? new Uint8Array(),
			left: ids.length - lines.length + unsent.length - photographs.size
		},
		clock
	);
}

/** Sealed, or in the clear on a disk that has no vault yet. */
async function linesOnDisk(disk: IDBDatabase, ids: readonly string[]): Promise<string[]> {
	const rows = await rowsOnDisk(disk, 'changes', ids);
	return ids.flatMap((id) => {
		const { line, sealed } = rows.get(id) ?? {};
		if (sealed instanceof Uint8Array) return sealedLine({ id, sealed });
		return typeof line === 'string' ? line : [];
	});
}

/** In memory, all that go into one file: of a disk that fails none is asked for twice. */
async function photographsOnDisk(
	disk: IDBDatabase,
	hashes: readonly IDBValidKey[]
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
	const fit = new Map<string, Uint8Array<ArrayBuffer>>();
	let bytes = 0;
	for (const hash of hashes) {
		const ciphertext = (await rowsOnDisk(disk, 'photographs', [hash])).get(hash)?.['ciphertext'];
		if (typeof hash !== 'string' || !(ciphertext instanceof Uint8Array)) continue;
		bytes += ciphertext.length;
		if (bytes > MOST_PHOTOGRAPH_BYTES) break;
		fit.set(hash, new Uint8Array(ciphertext));
	}
	return fit;
}

/** In whatever version it is; none is made where there is none. */
function openAsItIs(name: string, factory: IDBFactory): Promise<IDBDatabase | null> {
	return new Promise((resolve) => {
		const asked = factory.open(name);
		asked.onupgradeneeded = () => asked.transaction?.abort();
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => resolve(null);
	});
}
