import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, sources } from './sources.ts';

const MAX_LINES = 350;
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|managers?|.*-(utils?|helpers?|manager))$/;

test('every folder of the library and of the server says what it is', () => {
	const folders = [
		'sync-server',
		...readdirSync('src/lib')
			.map((name) => join('src/lib', name))
			.filter((path) => path !== 'src/lib/paraglide' && statSync(path).isDirectory())
	];
	expect(folders.filter((folder) => !existsSync(join(folder, 'README.md')))).toEqual([]);
});

test('no file is longer than a reader can hold', () => {
	const long = sources('src', 'sync-server', 'scripts', 'tests')
		.map(({ path, text }) => ({ path, lines: text.split('\n').length }))
		.filter(({ lines }) => lines > MAX_LINES);
	expect(long).toEqual([]);
	// Reads every source there is.
}, 30_000);

test('no file or folder bears a name that says nothing', () => {
	const names = ['src', 'sync-server', 'scripts', 'tests'].flatMap(filesBelow);
	const empty = names.filter((path) =>
		path.split('/').some((part) => EMPTY_NAMES.test(part.replace(/(\.test|\.svelte)?\.\w+$/, '')))
	);
	expect(empty).toEqual([]);
});

test('every path of ours that the documents name exists', () => {
	const documents = [
		'README.md',
		'CHANGELOG.md',
		...['docs', 'src', 'sync-server', 'tests'].flatMap(filesBelow).filter((path) => path.endsWith('.md'))
	];
	const missing = documents.flatMap((document) =>
		pathsNamedIn(readFileSync(document, 'utf8'), dirname(document))
			.filter((candidates) => !candidates.some(existsSync))
			.map((candidates) => `${document} names ${candidates[0]}`)
	);
	expect(missing).toEqual([]);
});

/** Each path named in code marks or a link, as the places where it may lie: beside the document, or from the root. */
function pathsNamedIn(text: string, folder: string): string[][] {
	const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => [
		join(folder, match[1] ?? '')
	]);
	const marks = [...text.matchAll(/`([\w./-]+)`/g)]
		.map((match) => match[1] ?? '')
		.filter((path) => /^(src|sync-server|tests|scripts|docs|static)\//.test(path) || isFileName(path))
		.map((path) => [path, join(folder, path), join(folder, '..', path), join('src/lib', path)]);
	return [...links, ...marks];
}

function isFileName(path: string): boolean {
	return /^[\w./-]+\.(ts|mjs|md|svelte|sql|json)$/.test(path) && basename(path) !== path.slice(1);
}
