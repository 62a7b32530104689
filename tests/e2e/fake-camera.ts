import type { Page } from '@playwright/test';
import { encode } from 'uqr';

type Camera = { show(modules: boolean[][] | null): void; tracks: MediaStreamTrack[] };
type WithCamera = typeof globalThis & { camera: Camera };

/** Puts a camera before the page whose picture the test draws. Before the page is opened. */
export async function fakeCamera(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: 640, height: 480 });
		const context = canvas.getContext('2d');
		let shown: boolean[][] | null = null;
		const draw = (): void => {
			if (!context) return;
			context.fillStyle = '#ddd';
			context.fillRect(0, 0, 640, 480);
			const size = Math.floor(360 / ((shown?.length ?? 1) + 8));
			const left = (640 - size * (shown?.length ?? 0)) / 2;
			context.fillStyle = '#fff';
			if (shown) context.fillRect(left - 4 * size, 40, size * (shown.length + 8), size * (shown.length + 8));
			context.fillStyle = '#000';
			shown?.forEach((row, y) =>
				row.forEach((dark, x) => {
					if (dark) context.fillRect(left + x * size, 40 + (y + 4) * size, size, size);
				})
			);
		};
		setInterval(draw, 50);
		const camera: Camera = { show: (modules) => (shown = modules), tracks: [] };
		Object.assign(globalThis, { camera });
		navigator.mediaDevices.getUserMedia = async () => {
			draw();
			const stream = canvas.captureStream(20);
			camera.tracks.push(...stream.getTracks());
			return stream;
		};
	});
}

/** Holds a code before the camera; null takes it away. */
export async function hold(page: Page, text: string | null): Promise<void> {
	const modules = text === null ? null : encode(text, { border: 0, ecc: 'M' }).data;
	await page.evaluate((shown) => (globalThis as WithCamera).camera.show(shown), modules);
}

/** Whether the camera's light would still be on. */
export function isOn(page: Page): Promise<boolean> {
	return page.evaluate(() =>
		(globalThis as WithCamera).camera.tracks.some(({ readyState }) => readyState === 'live')
	);
}

/** From now on the browser does not let the page use it. */
export async function forbid(page: Page): Promise<void> {
	await page.evaluate(() => {
		navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
	});
}
