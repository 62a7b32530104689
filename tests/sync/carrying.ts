import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { photographFolder } from '../../sync-server/photograph-folder.ts';
import { takeParcel } from '../../sync-server/take-parcel.ts';
import type { CountyAndStations } from './county-and-stations.ts';

/** Hands parcels over at the county's door: `carry` gives the file that goes back, or why none was taken. */
export async function carrying({ town, during }: Pick<CountyAndStations, 'town' | 'during'>) {
	const dataDir = await mkdtemp(join(tmpdir(), 'yizhan-parcel-'));
	const photographs = await photographFolder(dataDir);
	const { sealKey, receiptSigner, time: clock } = town;
	const setting = { county: town.county, photographs, sealKey, receiptSigner, clock };
	async function carry(file: Uint8Array): Promise<string> {
		const taken = await during(takeParcel(file, setting));
		return taken.ok ? taken.answer : taken.code;
	}
	return { carry, photographsThere: () => readdir(join(dataDir, 'photographs')) };
}
