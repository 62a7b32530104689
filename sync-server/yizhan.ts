import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../src/lib/platform/real.ts';
import { writeArchive } from './archive/write-archive.ts';
import { makeBackup } from './backup/make-backup.ts';
import { restoreBackup } from './backup/restore.ts';
import { publishFile } from './catalogue/publish-file.ts';
import { explainDeadline } from './explain-deadline.ts';
import { foundCounty } from './found-county.ts';
import { inviteByCode } from './invite-code.ts';
import { keyFile, readKey } from './keys.ts';
import { openSqlite } from './storage/sqlite.ts';
import { verify } from './verify/verify.ts';

const HELP = `yizhan: looks after a county's data

  npm run yizhan -- init --county ID --name NAME
      Founds a county: makes the root key, the receipt key and the first admin.
      ID is the county's six-digit code (GB/T 2260): 532822
  npm run yizhan -- catalogue publish FILE [--new-lineage]
      Signs and publishes FILE (JSON with all catalogue tables) as the next release.
      --new-lineage: after a restore, so that devices fetch the catalogue anew
  npm run yizhan -- backup FILE
      Writes the county as it is now to FILE, also while its server runs. FILE holds all cases:
      keep it as safe as the county. It holds no key: keep a copy of the folder keys apart from it
  npm run yizhan -- restore FILE
      Puts the county back to what FILE has, also while its server runs. What devices have of
      later days they send again by themselves (docs/backup.md)
  npm run yizhan -- archive NUMBER FILE
      Writes the case of that number, its photographs and all that proves it to FILE, also while
      the server runs. FILE shows who it is about: keep it as safe as the case
  npm run yizhan -- verify PATH [--json] [--checkpoint FILE]
      Proves the record in the data folder PATH, also while its server runs, or an archive of a
      case; names what was altered, removed or reordered in it, and writes nothing there.
      --checkpoint FILE: also that it continues the record of which somebody kept a checkpoint
      Ends with 0: whole, 1: altered, 2: it cannot be read
  npm run yizhan -- deadline (--item ID | --limit N --unit 工作日|自然日|月) --accepted DATE
      [--received DATE] [--pause FROM:TO] [--json]
      Reckons by when it must be decided and names each day that is not counted.
      --received: where five working days passed without a word, it counts as accepted then
      --pause: a special procedure, both days included; may be given several times
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
		'new-lineage': { type: 'boolean' },
		json: { type: 'boolean' },
		checkpoint: { type: 'string' },
		item: { type: 'string' },
		limit: { type: 'string' },
		unit: { type: 'string' },
		accepted: { type: 'string' },
		received: { type: 'string' },
		pause: { type: 'string', multiple: true }
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
	if (command === 'verify' && action !== undefined && file === undefined) {
		return verify(action, { json: values.json ?? false, checkpoint: values.checkpoint ?? null });
	}
	if (command === 'archive' && action !== undefined && file !== undefined && rest.length === 0) {
		return archive(action, file);
	}
	if (command === 'backup' && action !== undefined && file === undefined) return backup(action);
	if (command === 'restore' && action !== undefined && file === undefined) return restore(action);
	if (command === 'deadline' && action === undefined) return explainDeadline(values, dataDir);
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

async function archive(number: string, file: string): Promise<number> {
	const signer = await readKey(dataDir, 'receipt');
	if (!signer) {
		console.error(`the receipt key is missing in ${dataDir}`);
		return FAILED;
	}
	const archived = await writeArchive(dataDir, number, signer);
	if (!archived.ok) {
		console.error(`there is no case ${number} in ${dataDir}`);
		return FAILED;
	}
	try {
		await writeFile(file, archived.text, { flag: 'wx' });
	} catch (error) {
		console.error(`${file} was not written: ${(error as Error).message}`);
		return FAILED;
	}
	console.log(
		`${number} with ${archived.changes} changes, those of the directory included, and ${archived.photographs} photographs is in ${file}`
	);
	return DONE;
}

async function backup(file: string): Promise<number> {
	const made = await makeBackup(file, dataDir, systemClock);
	if (!made.ok) {
		console.error(
			made.code === 'exists'
				? `${file} is there already; nothing was written`
				: `there is no county in ${dataDir}`
		);
		return FAILED;
	}
	const { name, county, pos, epoch } = made.face;
	console.log(
		`${name} (${county}) up to place ${pos} of epoch ${epoch}, with ${made.files} files, is in ${file}`
	);
	return DONE;
}

async function restore(file: string): Promise<number> {
	const restored = await restoreBackup(file, dataDir);
	if (!restored.ok) {
		console.error(
			restored.code === 'no-backup'
				? `${file} is no whole backup of this version; nothing was changed`
				: `${file} is of another county than the one in ${dataDir}; nothing was changed`
		);
		return FAILED;
	}
	const { name, county, pos } = restored.face;
	console.log(`${name} (${county}) is back at place ${pos} and goes on in epoch ${restored.epoch}.
Devices send again by themselves what they have of later; what no device has any more is lost.`);
	if (!(await readKey(dataDir, 'receipt'))) {
		console.log(
			`Before the server starts, put back the folder ${join(dataDir, 'keys')} from where you keep it.`
		);
	}
	return DONE;
}
