// npm run bench -- sync | catalogue
import { manyDevices, realCatalogue } from './catalogue.ts';
import { runPeers } from './peers.ts';
import { reconnect, throughput } from './sync.ts';

/** As many as the peers bear in the memory of a small machine: each of theirs holds the whole document. */
const STATIONS = 20;

const print = (figures: object) => console.log(JSON.stringify(figures));

switch (process.argv[2]) {
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
	default:
		console.error('npm run bench -- sync | catalogue');
		process.exitCode = 1;
}
