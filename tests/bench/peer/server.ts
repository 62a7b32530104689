// The product's server without its screens, over the demo county, with the kind `bench` known to it:
// node server.ts PORT FOLDER. Prints `ready` when it listens.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, systemRandom } from '../../../src/lib/platform/real.ts';
import { furnishDemoCounty, openDemoCounty } from '../../../sync-server/demo-county.ts';
import { createServer } from '../../../sync-server/server.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import { knowBench } from './bench-kind.ts';

const [, , port = '', dataDir = ''] = process.argv;
const appDir = join(dataDir, 'app');
await mkdir(appDir, { recursive: true });
await writeFile(join(appDir, 'index.html'), '<!doctype html>');
knowBench();
const storage = openSqlite(join(dataDir, 'county.sqlite'));
const place = { dataDir, storage, clock: systemClock, random: systemRandom };
const demo = await openDemoCounty(place);
if (demo) await furnishDemoCounty(place);
const config = { host: '127.0.0.1', port: Number(port), dataDir, appDir, demo, logLevel: 'warn' } as const;
const server = await createServer({ config, storage, clock: systemClock });
await server.listen();
console.log('ready');
