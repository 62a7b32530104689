import type { Locator, Page } from '@playwright/test';
import { pinyin } from 'pinyin-pro';

/** Keystroke-level model (Card, Moran, Newell): seconds for a touch, a key, and making up one's mind. */
const TAP_S = 1.1;
const KEY_S = 0.28;
const DECISION_S = 1.35;

export type Effort = { taps: number; keys: number; decisions: number; machineMs: number; seconds: number };

/** A clerk's hand on the real app: does it, counts it, and measures how long the machine keeps it waiting. */
export class CountingHand {
	readonly page: Page;
	#taps = 0;
	#keys = 0;
	#decisions = 0;
	#machineMs = 0;

	constructor(page: Page) {
		this.page = page;
	}

	/** Someone looks and makes up their mind. */
	decide(): void {
		this.#decisions += 1;
	}

	async tap(target: Locator, then?: Locator): Promise<void> {
		this.#taps += 1;
		await this.#waiting(() => target.click(), then);
	}

	async press(key: string, then?: Locator): Promise<void> {
		this.#keys += 1;
		await this.#waiting(() => this.page.keyboard.press(key), then);
	}

	/** Types where the cursor stands. 汉字 cost their 拼音 and a key to take them. */
	async type(text: string, then?: Locator): Promise<void> {
		this.#keys += keysFor(text);
		await this.#waiting(() => this.page.keyboard.insertText(text), then);
	}

	/** One stroke of a finger. */
	async draw(label: RegExp): Promise<void> {
		const box = await this.page.getByRole('img', { name: label }).boundingBox();
		if (!box) throw new Error('there is no box to sign in');
		this.#taps += 1;
		await this.page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
		await this.page.mouse.down();
		await this.page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.4, { steps: 6 });
		await this.page.mouse.up();
	}

	/** All since the last time it was asked. */
	effort(): Effort {
		const [taps, keys, decisions, machineMs] = [this.#taps, this.#keys, this.#decisions, this.#machineMs];
		[this.#taps, this.#keys, this.#decisions, this.#machineMs] = [0, 0, 0, 0];
		const seconds = taps * TAP_S + keys * KEY_S + decisions * DECISION_S + machineMs / 1000;
		return {
			taps,
			keys,
			decisions,
			machineMs: Math.round(machineMs),
			seconds: Math.round(seconds * 10) / 10
		};
	}

	async #waiting(act: () => Promise<void>, then: Locator | undefined): Promise<void> {
		const began = performance.now();
		await act();
		if (!then) return;
		await then.waitFor();
		this.#machineMs += performance.now() - began;
	}
}

function keysFor(text: string): number {
	const signs = /[一-龥]+/g;
	const typed = text.replace(signs, '').length;
	const words = text.match(signs) ?? [];
	return words.reduce(
		(keys, word) => keys + pinyin(word, { toneType: 'none', type: 'array' }).join('').length + 1,
		typed
	);
}
