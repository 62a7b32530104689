const KEY = 'yizhan-paper-size';

/** A4, or the roll of a receipt printer: 80 or 58 mm wide. */
export const paperSizes = ['a4', '80', '58'] as const;
export type PaperSize = (typeof paperSizes)[number];

function kept(): PaperSize {
	const word = localStorage.getItem(KEY);
	return paperSizes.find((size) => size === word) ?? 'a4';
}

let now = $state<PaperSize>(kept());

/** What the printer at this device takes; kept on the device. */
export const paperSize = {
	get now(): PaperSize {
		return now;
	},
	choose(size: PaperSize): void {
		now = size;
		localStorage.setItem(KEY, size);
	}
};
