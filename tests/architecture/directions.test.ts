import { expect, test } from 'vitest';
import { sources, type Source } from './sources.ts';

/** What a layer may import of ours: a layer, its types only (`type:`), or one file. Everything may import within itself. */
const MAY_IMPORT: Record<string, string[]> = {
	domain: [],
	protocol: [],
	platform: [],
	changes: ['platform'],
	// The fold reads Yjs updates, so it looks them over itself; of signing and order it knows nothing.
	documents: ['domain', 'src/lib/changes/scan.ts', 'src/lib/platform/base64url.ts'],
	record: ['changes', 'documents'],
	sync: ['protocol', 'changes', 'platform'],
	device: ['record', 'changes', 'documents', 'domain', 'platform', 'type:sync', 'type:protocol'],
	commands: ['changes', 'documents', 'domain', 'platform', 'type:device', 'type:sync'],
	messages: ['paraglide', 'type:commands', 'type:device', 'type:documents', 'type:protocol', 'type:sync'],
	ui: ['messages', 'paraglide', 'domain', 'platform', 'type:documents'],
	routes: [
		'ui',
		'messages',
		'commands',
		'device',
		'sync',
		'paraglide',
		'domain',
		'documents',
		'platform',
		'type:changes',
		'type:protocol'
	],
	'service-worker': [
		'src/lib/domain/guide-files.ts',
		'src/lib/platform/kept-files.ts',
		'src/lib/platform/reload-keeper.ts',
		'src/lib/platform/shared-photographs.ts'
	],
	'sync-server': ['protocol', 'record', 'changes', 'documents', 'domain', 'platform']
};

const PACKAGES_KEPT_TO: Record<string, string[]> = {
	yjs: ['changes', 'documents', 'device', 'sync-server'],
	dexie: ['device']
};

const all = sources('src', 'sync-server');

function layerOf(path: string): string | null {
	const match = /^(?:src\/lib\/([^/]+)\/|src\/(routes)\/|src\/(service-worker)\.ts$|(sync-server)\/)/.exec(
		path
	);
	return match ? (match[1] ?? match[2] ?? match[3] ?? match[4] ?? null) : null;
}

test('imports point only where the layers allow', () => {
	const wrong: string[] = [];
	for (const { path, imports } of all) {
		const from = layerOf(path);
		const may = from === null ? undefined : MAY_IMPORT[from];
		if (from === null || !may) {
			wrong.push(`${path} lies in no layer`);
			continue;
		}
		for (const { to, typeOnly } of imports) {
			const layer = layerOf(to);
			if (layer === null || layer === from || may.includes(layer) || may.includes(to)) continue;
			if (typeOnly && may.includes(`type:${layer}`)) continue;
			wrong.push(`${path} imports ${to}`);
		}
	}
	expect(wrong).toEqual([]);
});

test('yjs and dexie stay in the layers that own them', () => {
	const wrong = all.flatMap(({ path, imports }) =>
		imports
			.filter(({ to, typeOnly }) => {
				const layers = PACKAGES_KEPT_TO[to];
				return layers && !typeOnly && !layers.includes(layerOf(path) ?? '');
			})
			.map(({ to }) => `${path} imports ${to}`)
	);
	expect(wrong).toEqual([]);
});

test('shared code imports by relative path with its ending, so that Node runs it as it is', () => {
	const shared = all.filter(({ path }) => path.endsWith('.ts') && !path.startsWith('src/routes/'));
	const wrong = shared.flatMap(({ path, text }) =>
		[...text.matchAll(/from '((?:\.|\$lib)[^']*)'/g)]
			.map((match) => match[1] ?? '')
			.filter(
				(to) => !to.includes('/paraglide/') && (to.startsWith('$lib') || !/\.(ts|json|svelte)$/.test(to))
			)
			.map((to) => `${path} imports ${to}`)
	);
	expect(wrong).toEqual([]);
});

test('no file imports itself on any way around', () => {
	const byPath = new Map<string, Source>(all.map((source) => [source.path, source]));
	const done = new Set<string>();
	const cycles: string[] = [];
	const follow = (path: string, way: string[]): void => {
		const start = way.indexOf(path);
		if (start >= 0) cycles.push([...way.slice(start), path].join(' → '));
		if (start >= 0 || done.has(path)) return;
		for (const { to } of byPath.get(path)?.imports ?? []) if (byPath.has(to)) follow(to, [...way, path]);
		done.add(path);
	};
	for (const { path } of all) follow(path, []);
	expect(cycles).toEqual([]);
});
