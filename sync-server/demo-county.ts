import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DirectoryAction, Role, UnitEntry } from '../src/lib/documents/directory/actions.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';
import { publishRelease } from './catalogue/publish-release.ts';
import type { DemoAccount } from './config.ts';
import { demoContent } from './demo/content.ts';
import { demoUnits, departmentUnit } from './demo/units.ts';
import { ADMIN, foundCounty, foundedCounty } from './found-county.ts';
import { inviteByCode } from './invite-code.ts';
import { readKey } from './keys.ts';
import { hashPassword } from './passwords.ts';
import type { Storage } from './storage/storage.ts';

const COUNTY = { id: '532822', name: '勐海县' };
const TOWNSHIP = '532822103';
const VILLAGE = '532822103202';
/** It opens invented accounts of an invented record, and is shown to whoever opens the app. */
const PASSWORD = 'yizhan-demo';
const CODE = { uses: 50, lasts: 366 * 86_400_000 };

/** Nobody of these is real: they are called by what they do. */
const CLERKS: { account: string; name: string; unit: string; role: Role }[] = [
	{ account: 'cun1', name: '代办员甲', unit: VILLAGE, role: 'agent' },
	{ account: 'cun2', name: '代办员乙', unit: VILLAGE, role: 'agent' },
	{ account: 'zhen1', name: '窗口员甲', unit: TOWNSHIP, role: 'window' },
	{ account: 'zhen2', name: '审核员甲', unit: TOWNSHIP, role: 'officer' },
	{ account: 'mz1', name: '民政经办员', unit: departmentUnit('MZ'), role: 'officer' },
	{ account: 'ga1', name: '公安经办员', unit: departmentUnit('GA'), role: 'officer' },
	{ account: 'rs1', name: '人社经办员', unit: departmentUnit('RS'), role: 'officer' },
	{ account: 'yb1', name: '医保经办员', unit: departmentUnit('YB'), role: 'officer' }
];

type Place = { dataDir: string; storage: Storage; clock: Clock; random: Random };

/** Founds the demo county where there is none yet. Null when the data are another county's, which is no demo. */
export async function openDemoCounty(place: Place): Promise<DemoAccount[] | null> {
	const { dataDir, storage } = place;
	if (foundedCounty(storage) !== null) return readAccounts(dataDir);
	const units = demoUnits();
	const staffed = new Set([COUNTY.id, ...CLERKS.map(({ unit }) => unit)]);
	const codes = await Promise.all(
		[...staffed].map((unit) => inviteByCode({ unit, ...CODE }, place.clock, place.random))
	);
	const accounts = accountsWith(units, codes);
	// Before the county: with a county on disk and no accounts nobody could try it.
	await writeAccounts(dataDir, accounts);
	const more = [...CLERKS.flatMap(appointment), ...codes.map(({ action }) => action)];
	await foundCounty({ ...place, county: COUNTY, units, adminPassword: PASSWORD, more });
	return accounts;
}

/** The demo's catalogue and passwords, as far as they are not there yet. */
export async function furnishDemoCounty({ dataDir, storage, clock, random }: Place): Promise<void> {
	for (const { account } of CLERKS) {
		if (storage.passwordOf(account) === null) {
			storage.setPassword(account, await hashPassword(PASSWORD, random));
		}
	}
	const signer = await readKey(dataDir, 'admin');
	if (!signer) throw new Error('the admin key of the demo county is missing');
	await publishRelease({
		dataDir,
		content: demoContent(),
		files: new Map(),
		signer,
		clock,
		newLineage: false
	});
}

type Code = { unit: string; code: string };

function appointment({ account, name, unit, role }: (typeof CLERKS)[number]): DirectoryAction[] {
	return [
		{ type: 'putClerk', clerk: { id: account, name, account, phone: null } },
		{ type: 'grantRole', clerk: account, unit, role }
	];
}

function accountsWith(units: UnitEntry[], codes: Code[]): DemoAccount[] {
	const admin = { account: ADMIN, name: '县管理员', unit: COUNTY.id, role: 'admin' };
	return [...CLERKS, admin].map(({ account, name, unit, role }) => ({
		account,
		password: PASSWORD,
		name,
		unit,
		unitName: units.find(({ id }) => id === unit)?.name ?? unit,
		role,
		code: codes.find((one) => one.unit === unit)?.code ?? ''
	}));
}

function accountsFile(dataDir: string): string {
	return join(dataDir, 'demo-accounts.json');
}

async function readAccounts(dataDir: string): Promise<DemoAccount[] | null> {
	const text = await readFile(accountsFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	return text === null ? null : (JSON.parse(text) as DemoAccount[]);
}

async function writeAccounts(dataDir: string, accounts: DemoAccount[]): Promise<void> {
	const scratch = `${accountsFile(dataDir)}.new`;
	await writeFile(scratch, JSON.stringify(accounts, null, '\t'), { mode: 0o600 });
	await rename(scratch, accountsFile(dataDir));
}
