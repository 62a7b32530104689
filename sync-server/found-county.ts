import { mkdir } from 'node:fs/promises';
import { makeEnrolmentCode } from '../src/lib/changes/enrolment-code.ts';
import type { DirectoryAction, UnitEntry } from '../src/lib/documents/directory/actions.ts';
import { keyPairFromSeed, signerOf } from '../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';
import { createCounty } from './county.ts';
import { foundingChanges } from './founding.ts';
import { makeKey } from './keys.ts';
import { hashPassword } from './passwords.ts';
import type { Storage } from './storage/storage.ts';

export type NewCounty = {
	dataDir: string;
	storage: Storage;
	clock: Clock;
	random: Random;
	county: { id: string; name: string };
	/** The county's own unit first; each after its parent. */
	units: UnitEntry[];
	/** Null for one made up here. */
	adminPassword: string | null;
	more: DirectoryAction[];
};

export type Founded = { root: string; account: string; password: string };

export const ADMIN = 'admin';

/** Id of the county whose record this is; null before its founding, which is one commit. */
export function foundedCounty(storage: Storage): string | null {
	for (const { doc } of storage.statesOf('directory')) return doc.slice('directory/'.length);
	return null;
}

/**
 * Makes the keys of a county and writes the beginning of its directory. Null when the storage already holds a
 * county. A crash on the way leaves keys without a county, which the next try replaces.
 */
export async function foundCounty(setting: NewCounty): Promise<Founded | null> {
	const { dataDir, storage, clock, random, county, units, more } = setting;
	if (foundedCounty(storage) !== null) return null;
	await mkdir(dataDir, { recursive: true });
	const root = await makeKey(dataDir, 'root', random);
	const receiptSigner = await makeKey(dataDir, 'receipt', random);
	const device = `cli-${county.id}`;
	const commandLine = {
		device,
		invite: signerOf(await keyPairFromSeed(random.bytes(32))),
		key: await makeKey(dataDir, 'command-line', random),
		adminKey: await makeKey(dataDir, 'admin', random)
	};
	const hall = createCounty({
		county: county.id,
		storage,
		clock,
		random,
		receiptSigner,
		sealKey: null,
		schedule: setImmediate,
		onFailure: (error) => {
			throw error;
		}
	});
	hall.signIns.remember(device, ADMIN);
	const admin = { id: ADMIN, name: '县管理员', account: ADMIN, phone: null };
	const founding = { county, units, root, receiptKey: receiptSigner.key, admin, commandLine, more };
	const password = setting.adminPassword ?? makeEnrolmentCode(random);
	storage.setPassword(ADMIN, await hashPassword(password, random));
	const answers = await hall.record(await foundingChanges(founding, clock, random));
	const wrong = answers.find(({ is }) => is !== 'settled') ?? hall.directory().setAside[0];
	if (wrong) throw new Error(`the county's own first changes are not lawful: ${JSON.stringify(wrong)}`);
	await hall.close();
	return { root: root.key, account: ADMIN, password };
}
