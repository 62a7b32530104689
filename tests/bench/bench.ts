// npm run bench -- sync | catalogue | peers | device | intake | county FOLDER [CASES [ITEMS]]
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fillCounty } from '../support/busy-county/busy-county.ts';
import { manyItems } from '../support/busy-county/many-items.ts';
import { manyDevices, realCatalogue } from './catalogue.ts';
import { deviceFigures } from './device.ts';
import { intakes } from './intake.ts';
import { runPeers } from './peers.ts';
import { reconnect, throughput } from './sync.ts';

/** As many as the peers bear in the memory of a small machine: each of theirs holds the whole document. */
const STATIONS = 20;
/** Ours in the peers' own scenarios. */
const OURS = fileURLToPath(new URL('./peer.ts', import.meta.url));

const print = (figures: object) => console.log(JSON.stringify(figures));

const [, , what, folder, cases = '1000', items] = process.argv;

switch (what) {
	case 'sync':
		print(await reconnect('raw'));
		print(await reconnect('deflate'));
		print(await throughput(1, 4800));
		print(await throughput(10, 1200));
		print(await throughput(100, 120));
		runPeers([['run.mjs', 'reconnect'], ['pouchdb.mjs']]);
		break;
	case 'catalogue':
		print(await realCatalogue());
		print(await manyDevices(STATIONS));
		runPeers([['run.mjs', 'catalogue', '-', String(STATIONS)]]);
		break;
	case 'peers':
		runPeers([
			['run.mjs', 'reconnect', OURS],
			['pouchdb.mjs'],
			['run.mjs', 'killAfterAck', OURS],
			['run.mjs', 'catalogue', OURS, String(STATIONS)]
		]);
		break;
	case 'device':
		await deviceFigures(print);
		break;
	case 'intake':
		await intakes(print);
		break;
	case 'county': {
		if (folder === undefined) throw new Error('which folder?');
		await mkdir(folder, { recursive: true });
		const content = items === undefined ? {} : { content: manyItems(Number(items)) };
		const accounts = await fillCounty({ dataDir: folder, cases: Number(cases), ...content });
		for (const { account, password, code, unitName } of accounts)
			print({ account, password, code, unitName });
		break;
	}
	default:
		console.error(
			'npm run bench -- sync | catalogue | peers | device | intake | county FOLDER [CASES [ITEMS]]'
		);
		process.exitCode = 1;
}
