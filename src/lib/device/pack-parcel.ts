import { writeParcel, type ParcelContents } from '../changes/parcel.ts';
import { CARRIED_VERSION, writeCarriedHead } from '../domain/carried-head.ts';
import type { Clock } from '../platform/seams.ts';
import type { Identity, MadeParcel } from './station.ts';

/** What goes into one parcel, and how much is left for the next. */
export type Cargo = {
	identity: Identity;
	/** The county's key. */
	recipient: string;
	vault: string | undefined;
	lines: string[];
	photographs: ParcelContents['photographs'];
	ciphertext: (hash: string) => Promise<Uint8Array<ArrayBuffer>>;
	left: number;
};

/** P57: seals it to the county. */
export async function packParcel(cargo: Cargo, clock: Clock): Promise<MadeParcel> {
	const { identity, recipient, vault, lines, photographs, ciphertext, left } = cargo;
	if (lines.length + photographs.length === 0) return { ok: false, code: 'nothing-waits' };
	const { device, unit, county } = identity;
	const head = writeCarriedHead({
		kind: 'parcel',
		version: CARRIED_VERSION,
		county,
		device,
		unit,
		at: clock.now(),
		changes: lines.length,
		photographs: photographs.length
	});
	const contents = writeParcel({ device, vault, photographs }, lines, ciphertext);
	// With its ciphers it is only for those who carry.
	const { sealTo } = await import('../platform/sealed-file.ts');
	const sealed = await new Response(await sealTo(recipient, contents)).blob();
	return {
		ok: true,
		unit,
		file: new Blob([head, sealed], { type: 'application/x-yizhan' }),
		changes: lines.length,
		photographs: photographs.length,
		left
	};
}
