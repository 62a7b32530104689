import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Picture = { src: string; sizes: string; type: string };
type Manifest = {
	icons: Picture[];
	screenshots: Picture[];
	shortcuts: { url: string; icons: Picture[] }[];
	share_target: { action: string };
	file_handlers: { action: string }[];
};
const manifest = JSON.parse(readFileSync('static/manifest.webmanifest', 'utf8')) as Manifest;

test('every picture of the manifest is there, in the size that it says', () => {
	const all = [
		...manifest.icons,
		...manifest.screenshots,
		...manifest.shortcuts.flatMap(({ icons }) => icons)
	];
	for (const { src, sizes, type } of all) {
		expect(existsSync(`static${src}`), src).toBe(true);
		if (type !== 'image/png') continue;
		const png = readFileSync(`static${src}`);
		expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
	}
});

test('every address that the manifest opens is a page', () => {
	const addresses = [
		...manifest.shortcuts.map(({ url }) => url),
		manifest.share_target.action,
		...manifest.file_handlers.map(({ action }) => action)
	];
	for (const address of addresses) {
		expect(existsSync(`src/routes${address === '/' ? '' : address}/+page.svelte`), address).toBe(true);
	}
});
