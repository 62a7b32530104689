import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as Y from 'yjs';
import { CatalogueStore } from '../../../src/lib/device/catalogue/catalogue-store.ts';
import { CountyCatalogue } from '../../../src/lib/device/catalogue/county-catalogue.ts';
import { followCatalogue } from '../../../src/lib/device/catalogue/follow-catalogue.ts';
import type { KeptDocument } from '../../../src/lib/device/catalogue/kept-document.ts';
import type { CatalogueContent } from '../../../src/lib/domain/catalogue.ts';
import { basicVersion } from '../../../src/lib/domain/catalogue-version.ts';
import { systemClock } from '../../../src/lib/platform/real.ts';
import { publishFile } from '../../../sync-server/catalogue/publish-file.ts';
import { newestNumber } from '../../../sync-server/catalogue/release-folder.ts';
import { readKey } from '../../../sync-server/keys.ts';
import { contentOf } from '../../support/catalogue-content.ts';
import type { PeerDocument } from './bind-document.ts';
import { countedFetch, countedWebSocket, type Wire } from './wire.ts';

const ITEMS = 'items';
const OURS = Symbol('from the county');

type Place = { port: number; wire: Wire; dataDir: string };

/**
 * The scenarios' catalogue. Whoever writes items into it is the county: they are published as `yizhan catalogue publish`
 * does. Whoever does not is a station: it follows the releases with the product's device code, all checks included, and
 * keeps its Yjs document in memory, as the peers do.
 */
export function openCatalogueDocument(doc: PeerDocument, place: Place) {
	const closing = new AbortController();
	let hasNewest = false;
	let written = 0;
	let published = 0;
	const items = () => doc.getMap<Record<string, unknown>>(ITEMS);

	doc.on('afterTransaction', ({ origin, changed }: Y.Transaction) => {
		if (origin === OURS || !changed.has(items() as never)) return;
		written++;
		void publishAll();
	});

	async function publishAll(): Promise<void> {
		const upTo = written;
		await publish(place.dataDir, new Map(items().entries()));
		published = Math.max(published, upTo);
	}

	void followAsStation(place, closing.signal, (shown) => {
		hasNewest = true;
		if (written > 0) return;
		doc.transact(() => {
			for (const [code, text] of shown) items().set(code, JSON.parse(text) as Record<string, unknown>);
		}, OURS);
	});

	return {
		get synced() {
			return hasNewest && published === written;
		},
		get acked() {
			return published === written;
		},
		close: () => closing.abort()
	};
}

/** `take` hears at each release what it changed: the items' notes, which hold the scenarios' items whole. */
async function followAsStation(
	{ port, wire }: Place,
	signal: AbortSignal,
	take: (notes: Map<string, string>) => void
): Promise<void> {
	// y-websocket takes the global one; the stations of a scenario share their wire.
	Object.assign(globalThis, { WebSocket: countedWebSocket(wire) });
	const store = new CatalogueStore({ factory: new IDBFactory(), keyRange: IDBKeyRange });
	const before = new Map<string, string>();
	store.watch((release) => {
		if (!release) return;
		void store.shown().then(({ items }) => {
			const news = new Map<string, string>();
			for (const { version, implementation } of items) {
				// The demo county's own items, before the first release of the scenario, have words there.
				if (!implementation.note?.startsWith('{') || before.get(implementation.code) === version) continue;
				before.set(implementation.code, version);
				news.set(implementation.code, implementation.note);
			}
			take(news);
		});
	});
	await followCatalogue({
		store,
		documents: keptInMemory(),
		county: new CountyCatalogue(`http://127.0.0.1:${port}`, countedFetch(wire)),
		adminKeys: async () => null,
		reach: { isCut: () => false, watch: () => () => {} },
		signal
	});
}

function keptInMemory() {
	const kept = new Map<string, Y.Doc>();
	return {
		async open(lineage: string): Promise<KeptDocument> {
			const doc = kept.get(lineage) ?? new Y.Doc();
			kept.set(lineage, doc);
			return { doc, close: async () => {} };
		},
		remove: async (lineage: string) => void kept.delete(lineage)
	};
}

async function publish(dataDir: string, items: Map<string, Record<string, unknown>>): Promise<void> {
	const signer = await readKey(dataDir, 'admin');
	if (!signer) throw new Error('the county has no admin key');
	const folder = await mkdtemp(join(tmpdir(), 'yizhan-catalogue-'));
	try {
		const file = join(folder, 'catalogue.json');
		await writeFile(file, JSON.stringify(contentWith(items)));
		const before = await newestNumber(dataDir);
		const report = await publishFile(file, { dataDir, signer, clock: systemClock, newLineage: false });
		if (!report.ok || (await newestNumber(dataDir)) === before) throw new Error(report.lines.join('\n'));
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Sound items of the product, each with one of the scenarios' in its note. */
function contentWith(items: Map<string, Record<string, unknown>>): CatalogueContent {
	const { basic, implementations } = contentOf(1);
	const [sampleBasic] = basic;
	const [sample] = implementations;
	if (!sampleBasic || !sample) throw new Error('no sample');
	const rows = [...items].map(([code, item]) => {
		const row = { ...sampleBasic, code, name: String(item['name']) };
		const pinned = { code, version: basicVersion(row) };
		return { basic: row, implementation: { ...sample, code, basic: pinned, note: JSON.stringify(item) } };
	});
	return {
		basic: rows.map((row) => row.basic),
		implementations: rows.map(({ implementation }) => implementation),
		bundles: []
	};
}
