import type { Page } from '@playwright/test';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a printed page says and how: millimetres from its upper left corner. */
export type PrintedPage = {
	width: number;
	height: number;
	/** All words in a row, without spaces; radicals read as the signs they look like, which some fonts share with them. */
	text: string;
	/** What stands below the text of an official paper (GB/T 9704: in the lower 35 mm). */
	rank: string;
	/** Around everything that is written, but for that. */
	written: { left: number; top: number; right: number; bottom: number };
	/** One that was drawn shape by shape has no name. */
	fonts: { name: string | undefined; embedded: boolean }[];
	/** Signs for which the font has no shape, as the box in their place. */
	missing: number;
};

const MM = 25.4 / 72;

/** Prints what the page shows now, on the sheet that it asks for, and reads it back. */
export async function printed(page: Page, file: string): Promise<PrintedPage[]> {
	const bytes = await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
	const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true });
	const document = await reading.promise;
	const pages: PrintedPage[] = [];
	for (let number = 1; number <= document.numPages; number++) {
		pages.push(await readPage(await document.getPage(number)));
	}
	await reading.destroy();
	return pages;
}

/** Radicals that Unicode itself does not call the sign. */
const RADICALS: Record<string, string> = {
	'⺠': '民',
	'⻓': '长',
	'⻔': '门',
	'⻋': '车',
	'⻅': '见',
	'⻚': '页',
	'⼾': '户'
};

function asSigns(text: string): string {
	return text.replace(/[⺀-⿕]/g, (sign) => RADICALS[sign] ?? sign.normalize('NFKC'));
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;
type Font = { name: string | undefined; missingFile?: boolean };
type Glyph = { originalCharCode?: number };

async function readPage(page: PdfPage): Promise<PrintedPage> {
	const { width, height } = page.getViewport({ scale: 1 });
	const operators = await page.getOperatorList();
	const { items } = await page.getTextContent();
	const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
	const isRank = ({ transform }: (typeof words)[number]): boolean =>
		Math.round(height * MM) === 297 && Number(transform[5]) * MM < 35;
	const ranked = words.filter(isRank);
	const boxes = words
		.filter((word) => !isRank(word))
		.map(({ transform, width: length, height: size }) => {
			const [left, base] = [Number(transform[4]), Number(transform[5])];
			return { left, right: left + length, top: height - base - size * 0.8, bottom: height - base };
		});
	const fonts = new Map<string | undefined, boolean>();
	let missing = 0;
	operators.fnArray.forEach((operation, at) => {
		const [first] = (operators.argsArray[at] ?? []) as unknown[];
		if (operation === OPS.setFont) {
			const font = page.commonObjs.get(String(first)) as Font;
			fonts.set(font.name, font.missingFile !== true);
		} else if (operation === OPS.showText) {
			missing += (first as (Glyph | number)[]).filter(
				(glyph) => typeof glyph === 'object' && glyph.originalCharCode === 0
			).length;
		}
	});
	return {
		width: width * MM,
		height: height * MM,
		text: asSigns(words.map(({ str }) => str.replace(/\s+/g, '')).join('')),
		rank: asSigns(ranked.map(({ str }) => str.replace(/\s+/g, '')).join('')),
		written: {
			left: Math.min(...boxes.map(({ left }) => left)) * MM,
			top: Math.min(...boxes.map(({ top }) => top)) * MM,
			right: Math.max(...boxes.map(({ right }) => right)) * MM,
			bottom: Math.max(...boxes.map(({ bottom }) => bottom)) * MM
		},
		fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })),
		missing
	};
}
