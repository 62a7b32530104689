import song from './song.css?url';

const KEPT = 'yizhan-chinese-font';

/** Whether the system itself can draw Chinese: 一 is one low stroke, the box for a missing sign is high. */
function drawsChinese(): boolean {
	const pen = document.createElement('canvas').getContext('2d');
	if (!pen) return true;
	pen.font = '100px sans-serif';
	const { actualBoundingBoxAscent, actualBoundingBoxDescent } = pen.measureText('一');
	const height = actualBoundingBoxAscent + actualBoundingBoxDescent;
	return height > 0 && height < 50;
}

/**
 * Lends a device without any Chinese font ours, and keeps all of it, so that screens and papers are whole without
 * a network too. Costs other devices nothing. What the line did not bring comes with the next call.
 */
export async function lendChineseFont(): Promise<void> {
	if (drawsChinese()) return;
	if (!document.querySelector(`link[href="${song}"]`)) {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = song;
		document.head.append(link);
	}
	// An origin that is not secure has no place to keep it.
	if ('caches' in globalThis) await keep(new URL(song, location.href)).catch(() => {});
}

async function keep(sheet: URL): Promise<void> {
	const css = await (await fetch(sheet)).text();
	const slices = [...css.matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(
		([, path = '']) => new URL(path, sheet).href
	);
	const wanted = [sheet.href, ...slices];
	const cache = await caches.open(KEPT);
	const kept = new Set((await cache.keys()).map(({ url }) => url));
	for (const url of kept) if (!wanted.includes(url)) await cache.delete(url);
	// One after the other: cases on the same line go first.
	for (const url of wanted) if (!kept.has(url)) await cache.add(url);
}
