import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../src/lib/platform/real.ts';
import { publishFile } from './catalogue/publish-file.ts';
import { foundCounty } from './found-county.ts';
import { inviteByCode } from './invite-code.ts';
import { keyFile, readKey } from './keys.ts';
import { openSqlite } from './storage/sqlite.ts';

const HELP = `yizhan: looks after a county's data

  npm run yizhan -- init --county ID --name NAME
      Founds a county: makes the root key, the receipt key and the first admin.
      ID is the county's six-digit code (GB/T 2260): 532822
  npm run yizhan -- catalogue publish FILE [--new-lineage]
      Signs and publishes FILE (JSON with all catalogue tables) as the next release.
      --new-lineage: after a restore, so that devices fetch the catalogue anew
  npm run yizhan -- --help

The data are in DATA_DIR (default: data).`;

const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** Of the county's own unit: with it the admin enrols a device, and invites all others from there. */
const FIRST_CODE = { uses: 3, lasts: 30 * 86_400_000 };

// Whatever is written here is about persons, or a key.
process.umask(0o077);
const dataDir = process.env['DATA_DIR'] ?? 'data';
process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
	const options = {
		help: { type: 'boolean', short: 'h' },
		county: { type: 'string' },
		name: { type: 'string' },
		'new-lineage': { type: 'boolean' }
	} as const;
	let parsed;
	try {
		parsed = parseArgs({ args, options, allowPositionals: true });
	} catch (error) {
		return wrongUse((error as Error).message);
	}
	const { values, positionals } = parsed;
	const [command = '', action, file, ...rest] = positionals;
	if (values.help) {
		console.log(HELP);
		return DONE;
	}
	if (command === 'init' && action === undefined) return init(values.county, values.name);
	if (command === 'catalogue' && action === 'publish' && file !== undefined && rest.length === 0) {
		return publish(file, values['new-lineage'] ?? false);
	}
	return wrongUse(
		positionals.length === 0 ? 'no command given' : `unknown command: ${positionals.join(' ')}`
	);
}

function wrongUse(why: string): number {
	console.error(`${why}\n\n${HELP}`);
	return WRONG_USE;
}

async function init(id: string | undefined, name: string | undefined): Promise<number> {
	if (!id || !/^\d{6}$/.test(id) || !name) return wrongUse('init needs --county (six digits) and --name');
	await mkdir(dataDir, { recursive: true });
	const storage = openSqlite(join(dataDir, 'county.sqlite'));
	try {
		const own = { id, level: 'county', name, short: name, parent: null, phone: null, address: null } as const;
		const first = await inviteByCode({ unit: id, ...FIRST_CODE }, systemClock, systemRandom);
		const founded = await foundCounty({
			dataDir,
			storage,
			clock: systemClock,
			random: systemRandom,
			county: { id, name },
			units: [own],
			adminPassword: null,
			more: [first.action]
		});
		if (!founded) {
			console.error(`${dataDir} already holds a county; nothing was changed`);
			return FAILED;
		}
		console.log(`${name} (${id}) is founded in ${dataDir}.

Fingerprint of the root key (devices check it when they enrol):
  ${founded.root}
First admin, shown once:
  account  ${founded.account}
  password ${founded.password}
  code for the admin's devices, good for three of them and thirty days
           ${first.code}

Now move ${keyFile(dataDir, 'root')} to a medium that is kept offline, with a copy
elsewhere, and delete it here. The server never needs it.`);
		return DONE;
	} finally {
		storage.close();
	}
}

async function publish(file: string, newLineage: boolean): Promise<number> {
	const signer = await readKey(dataDir, 'admin');
	if (!signer) {
		const isThere = await stat(dataDir).catch(() => null);
		console.error(
			isThere
				? `${keyFile(dataDir, 'admin')} is missing: releases are signed with the admin's key`
				: `there is no ${dataDir}: found a county first (init)`
		);
		return FAILED;
	}
	const report = await publishFile(file, { dataDir, signer, clock: systemClock, newLineage });
	for (const line of report.lines) (report.ok ? console.log : console.error)(line);
	return report.ok ? DONE : FAILED;
}
