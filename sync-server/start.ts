import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, systemRandom } from '../src/lib/platform/real.ts';
import type { DemoAccount } from './config.ts';
import { furnishDemoCounty, openDemoCounty } from './demo-county.ts';
import { createServer } from './server.ts';
import { openSqlite } from './storage/sqlite.ts';

// What `npm start` runs: the county whose data lie in DATA_DIR; where there are none, the demo county.
// All of it is about persons.
process.umask(0o077);
const dataDir = process.env['DATA_DIR'] ?? 'data';
const port = Number(process.env['PORT'] ?? 8787);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
	console.error(`PORT is no port: ${process.env['PORT']}`);
	process.exit(2);
}

await mkdir(dataDir, { recursive: true });
const storage = openSqlite(join(dataDir, 'county.sqlite'));
const place = { dataDir, storage, clock: systemClock, random: systemRandom };
const demo = await openDemoCounty(place);
if (demo) await furnishDemoCounty(place);
const appDir = fileURLToPath(new URL('../build', import.meta.url));
const host = process.env['HOST'] ?? '0.0.0.0';
const config = { host, port, dataDir, appDir, demo, logLevel: 'warn' } as const;
const server = await createServer({ config, storage, clock: systemClock });
const address = await server.listen();

console.log(`\n驿站 Yizhan: ${address.replace('0.0.0.0', 'localhost')}\n`);
if (demo) printAccounts(demo);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		if (stopping) process.exit(1);
		stopping = true;
		void server.close().then(() => {
			storage.close();
			process.exit(0);
		});
	});
}

function printAccounts(accounts: DemoAccount[]): void {
	console.log('演示县，人员均为虚构。A demo county; nobody in it is real.\n');
	console.log('设备注册码 device code   账号 account  密码 password  姓名 name  单位 unit');
	for (const { code, account, password, name, unitName } of accounts) {
		console.log([code.padEnd(24), account.padEnd(14), password.padEnd(14), name, unitName].join(' '));
	}
	console.log();
}
