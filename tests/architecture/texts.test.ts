import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { expect, test } from 'vitest';
import { filesBelow } from './sources.ts';

const FOLDER = 'src/lib/messages';
const areas = [
	...new Set(
		readdirSync(FOLDER)
			.filter((n) => n.endsWith('.json'))
			.map((n) => n.split('.')[0])
	)
];

function texts(area: string | undefined, language: 'zh' | 'en'): Map<string, unknown> {
	const file = JSON.parse(readFileSync(join(FOLDER, `${area}.${language}.json`), 'utf8')) as object;
	return new Map(Object.entries(file).filter(([key]) => !key.startsWith('$')));
}

function parameters(text: unknown): string {
	return [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))]
		.sort()
		.join();
}

test.each(areas)('every text of %s is there in Chinese and in English, with the same parameters', (area) => {
	const zh = texts(area, 'zh');
	const en = texts(area, 'en');
	expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
	const differing = [...zh].filter(([key, text]) => parameters(text) !== parameters(en.get(key)));
	expect(differing).toEqual([]);
});

test('no key stands in two areas, where one would hide the other', () => {
	const keys = areas.flatMap((area) => [...texts(area, 'zh').keys()]);
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('every text a screen asks for exists', () => {
	const known = new Set(areas.flatMap((area) => [...texts(area, 'zh').keys()]));
	expect(known.size).toBeGreaterThan(0);
	const asked = ['src/lib/ui', 'src/routes'].flatMap(filesBelow).flatMap((path) =>
		[...readFileSync(path, 'utf8').matchAll(/\bm\.(\w+)\(/g)].map((match) => ({
			path,
			key: match[1] ?? ''
		}))
	);
	expect(asked.length).toBeGreaterThan(0);
	expect(asked.filter(({ key }) => !known.has(key))).toEqual([]);
});

test('every text that is kept is asked for somewhere', () => {
	const sources = ['src/lib/ui', 'src/lib/messages', 'src/routes'].flatMap(filesBelow);
	const asked = new Set(
		sources.flatMap((path) =>
			[...readFileSync(path, 'utf8').matchAll(/\bm\.(\w+)/g)].map((match) => match[1])
		)
	);
	const kept = areas.flatMap((area) => [...texts(area, 'zh').keys()]);
	expect(kept.filter((key) => !asked.has(key))).toEqual([]);
});

test('no Chinese is written into a component, where no translation reaches it', () => {
	const written = ['src/lib/ui', 'src/routes']
		.flatMap(filesBelow)
		.filter((path) => path.endsWith('.svelte'))
		.filter((path) => /[\u4e00-\u9fff]/.test(markup(readFileSync(path, 'utf8'))));
	expect(written).toEqual([]);
});

/** The words in a component's markup: without script, style, comments, expressions (which compare data), and what is marked as Chinese in any language. */
function markup(text: string): string {
	let shown = text.replace(/<(script|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '');
	for (let before = ''; before !== shown;) {
		before = shown;
		shown = shown.replace(/\{[^{}]*\}/g, '');
	}
	return shown.replace(/<(\w+)[^>]* lang="zh-Hans"[^>]*>[^<]*<\/\1>/g, '');
}

test('the compiled texts are all there: with a missing plugin the compiler ends well and writes none', async () => {
	const outdir = mkdtempSync(join(tmpdir(), 'yizhan-texts-'));
	await compile({ project: './project.inlang', outdir });
	const written = readdirSync(join(outdir, 'messages')).filter((name) => /^[a-z]\w*\.js$/.test(name));
	rmSync(outdir, { recursive: true });
	const keys = areas.flatMap((area) => [...texts(area, 'zh').keys()]);
	expect(written.map((name) => name.replace(/\.js$/, '')).sort()).toEqual(keys.sort());
}, 60_000);
