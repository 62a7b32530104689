import type { CDPSession, Page } from '@playwright/test';

/** What is typed: 汉字, 拼音, 首字母, mixtures, a code, and what finds nothing. */
const QUERIES = [
	'低保',
	'dibao',
	'zdsh',
	'残疾人补贴',
	'canji',
	'cjrbt',
	'养老bx',
	'hukou',
	'MZ-01',
	'xyzq',
	'高龄'
];
const NEIGHBOURS = ['岩温', '玉', '0107', '5328', '古丽', 'wu'];
const CASES_OPENED = 12;
const NOTES = 20;

/** Milliseconds. `worked`: until the page's content had changed; `painted`: until the frame with it was out. */
export type Reaction = { worked: number; painted: number };

declare global {
	interface Window {
		bench: {
			/** When it was asked for; then when it was there and painted. */
			start: Promise<{ shownMs: number; usableMs: number }>;
			/** The lock screen takes a password; then from Enter to the first case, painted. */
			lock: Promise<{ lockMs: number }>;
			entered: Promise<{ openedMs: number }>;
			reactions: Reaction[];
			committed: number[];
			frames: number[];
			/** From the next click until `there`, painted, ms. */
			afterClick(there: string): Promise<number>;
		};
	}
}

/** Runs in the page before anything else of it. */
function watchPage(): void {
	const afterThisFrame = (then: () => void) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = then;
		port2.postMessage(null);
	};
	const painted = (then: () => void) => requestAnimationFrame(() => afterThisFrame(then));
	/** Looks in each frame before it is painted, so what is seen there is on the screen after it. */
	const soonAs = (there: () => boolean, then: () => void): void =>
		void requestAnimationFrame(() => (there() ? afterThisFrame(then) : soonAs(there, then)));
	const row = '[data-case-line]';
	const start = new Promise<{ shownMs: number; usableMs: number }>((resolve) =>
		soonAs(
			() => document.querySelector(row) !== null,
			() => {
				const shownMs = performance.now();
				const press = () => {
					document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
					if (document.activeElement?.matches(row)) resolve({ shownMs, usableMs: performance.now() });
					else setTimeout(press);
				};
				setTimeout(press);
			}
		)
	);
	const password = 'input[type=password]';
	const lock = new Promise<{ lockMs: number }>((resolve) =>
		soonAs(
			() => document.activeElement?.matches(password) === true,
			() => resolve({ lockMs: performance.now() })
		)
	);
	const entered = new Promise<{ openedMs: number }>((resolve) =>
		addEventListener(
			'keydown',
			(event) => {
				const { key, timeStamp, target } = event as KeyboardEvent;
				if (key !== 'Enter' || !(target as Element).matches(password)) return;
				soonAs(
					() => document.querySelector(row) !== null,
					() => resolve({ openedMs: performance.now() - timeStamp })
				);
			},
			{ capture: true }
		)
	);
	window.bench = {
		start,
		lock,
		entered,
		reactions: [],
		committed: [],
		frames: [],
		afterClick: (there) =>
			new Promise((resolve) =>
				addEventListener(
					'click',
					({ timeStamp }) =>
						soonAs(
							() => document.querySelector(there) !== null,
							() => resolve(performance.now() - timeStamp)
						),
					{ once: true, capture: true }
				)
			)
	};
	addEventListener('input', ({ timeStamp }) => {
		void Promise.resolve()
			.then(() => {})
			.then(() => {
				const worked = performance.now() - timeStamp;
				painted(() => window.bench.reactions.push({ worked, painted: performance.now() - timeStamp }));
			});
	});
	// The transaction itself tells when it is on the disk; no screen may be quicker.
	const native = Reflect.get<IDBDatabase, 'transaction'>(IDBDatabase.prototype, 'transaction');
	IDBDatabase.prototype.transaction = new Proxy(native, {
		apply(open, database, of) {
			const made = Reflect.apply(open, database, of) as IDBTransaction;
			if (made.mode === 'readwrite') {
				made.addEventListener('complete', () => window.bench.committed.push(performance.now()));
			}
			return made;
		}
	});
}

export type WarmStart = { lockMs: number; openedMs: number };

/** From the start of the navigation until the locked device takes a password; from Enter until the first case is painted. */
export async function warmStart(page: Page, origin: string, password: string): Promise<WarmStart> {
	await page.addInitScript(watchPage);
	await page.goto(origin, { waitUntil: 'commit' });
	const { lockMs } = await page.evaluate(() => window.bench.lock);
	await page.keyboard.insertText(password);
	const entered = page.evaluate(() => window.bench.entered);
	await page.keyboard.press('Enter');
	return { lockMs, ...(await entered) };
}

/** The same page loaded anew, which stays open: until the first case is painted, and until the app answers a key. */
export async function reloading(page: Page): Promise<{ shownMs: number; usableMs: number }> {
	await page.reload({ waitUntil: 'commit' });
	return page.evaluate(() => window.bench.start);
}

export async function keystrokes(page: Page, origin: string): Promise<Reaction[]> {
	await page.addInitScript(watchPage);
	await page.goto(`${origin}/items`);
	return typed(page, '#find-item', QUERIES);
}

export async function filtering(page: Page, origin: string): Promise<Reaction[]> {
	await page.goto(`${origin}/cases`);
	return typed(page, 'main input[type=search]', NEIGHBOURS);
}

async function typed(page: Page, box: string, queries: string[]): Promise<Reaction[]> {
	await page.locator(box).click();
	// The first key may have to wait for what is made at the first use; that is the start's business.
	await page.keyboard.insertText('a');
	await page.locator(box).fill('');
	await page.evaluate(() => void (window.bench.reactions = []));
	let keys = 0;
	for (const query of queries) {
		for (const sign of query) {
			await page.keyboard.insertText(sign);
			await page.waitForFunction((count) => window.bench.reactions.length >= count, ++keys);
		}
		await page.locator(box).fill('');
		await page.waitForFunction((count) => window.bench.reactions.length >= count, ++keys);
	}
	return page.evaluate(() => window.bench.reactions);
}

/** Times between frames while the whole list goes by. */
export async function scrolling(page: Page, session: CDPSession): Promise<{ frame: number }[]> {
	await page.evaluate(() => {
		let before = performance.now();
		const look = (now: number) => {
			window.bench.frames.push(now - before);
			before = now;
			requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
	const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
	const at = { x: width / 2, y: height / 2 };
	await session.send('Input.synthesizeScrollGesture', { ...at, yDistance: -20_000, speed: 8000 });
	const frames = await page.evaluate(() => window.bench.frames);
	return frames.map((frame) => ({ frame }));
}

export async function opening(page: Page, origin: string): Promise<{ painted: number }[]> {
	const times: { painted: number }[] = [];
	for (let n = 0; n < CASES_OPENED; n++) {
		await page.goto(`${origin}/cases`);
		const row = page.locator('[data-case-line]').nth(n % 6);
		await row.waitFor();
		const opened = page.evaluate(() => window.bench.afterClick('main .case .parts'));
		await row.click();
		times.push({ painted: await opened });
	}
	return times;
}

/** From pressing the button until the note stands on the page; `committed` is when the disk had it. */
export async function noting(page: Page, origin: string): Promise<{ committed: number; shown: number }[]> {
	const times: { committed: number; shown: number }[] = [];
	await page.goto(origin);
	await page.locator('[data-case-line]').first().click();
	const box = page.getByRole('main').locator('form textarea').last();
	const form = page
		.getByRole('main')
		.locator('form')
		.filter({ has: page.locator('textarea') })
		.last();
	for (let n = 0; n < NOTES; n++) {
		const words = `已电话告知第${n + 1}次`;
		await box.fill(words);
		const shown = page.evaluate(
			(text) =>
				new Promise<{ committed: number; shown: number }>((resolve) => {
					addEventListener(
						'click',
						({ timeStamp }) => {
							window.bench.committed = [];
							const look = () => {
								const there = [...document.querySelectorAll('main li p')].some((p) => p.textContent === text);
								if (!there) return void requestAnimationFrame(look);
								const committed = (window.bench.committed[0] ?? Infinity) - timeStamp;
								resolve({ committed, shown: performance.now() - timeStamp });
							};
							requestAnimationFrame(look);
						},
						{ once: true, capture: true }
					);
				}),
			words
		);
		await form.getByRole('button').last().click();
		times.push(await shown);
	}
	return times;
}
