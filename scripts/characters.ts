// Writes src/lib/domain/characters.json: how 汉字 are read, and which Traditional one stands for which Simplified one.
// Run it when pinyin-pro or opencc-js is renewed: `node scripts/characters.ts`.
import { writeFileSync } from 'node:fs';
import OpenCC from 'opencc-js';
import { pinyin } from 'pinyin-pro';

/** What GB 2312 lacks and parents give as names all the same. */
const IN_NAMES =
	'玥珺昇堃喆甯翀彧祎琋旸婳禕淼钰瑄玮琨烨焱晗昊晟曦妍婧媛嫄璟璇琪琛琦煜煊祺禤翊翎茜芃菡萱蔺赟麒麟';

/** Read otherwise in names of the Dai and Bulang. */
const ALSO: Record<string, string> = { 岩: 'ai' };

const isHan = (sign: string) => /^[\u4e00-\u9fff]$/.test(sign);

/** The 6,763 signs of GB 2312 in its own order, and `IN_NAMES`. */
function readSigns(): string[] {
	const gb2312 = new TextDecoder('gb2312');
	const signs = new Set<string>();
	for (let row = 0xb0; row <= 0xf7; row++) {
		for (let cell = 0xa1; cell <= 0xfe; cell++) {
			const sign = gb2312.decode(Uint8Array.of(row, cell));
			if (isHan(sign)) signs.add(sign);
		}
	}
	for (const sign of IN_NAMES) signs.add(sign);
	return [...signs];
}

/** `ai爱艾 an安 …`: a sign stands behind each of its readings, no tones, ü as v. */
function readings(signs: string[]): string {
	const bySyllable = new Map<string, string>();
	for (const sign of signs) {
		const read = pinyin(sign, { toneType: 'none', type: 'array', v: true, multiple: true });
		for (const syllable of new Set([...(ALSO[sign] ? [ALSO[sign]] : []), ...read])) {
			bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + sign);
		}
	}
	return [...bySyllable]
		.sort()
		.map(([syllable, all]) => syllable + all)
		.join(' ');
}

/** `萬万葉叶…`: pairs. Taiwan's and Hong Kong's forms among them. */
function simplified(): string {
	const converters = (['t', 'tw', 'hk'] as const).map((from) => OpenCC.Converter({ from, to: 'cn' }));
	let pairs = '';
	for (let code = 0x4e00; code <= 0x9fff; code++) {
		const sign = String.fromCharCode(code);
		const other = converters.map((convert) => convert(sign)).find((one) => one !== sign);
		if (other !== undefined && isHan(other)) pairs += sign + other;
	}
	return pairs;
}

const table = { readings: readings(readSigns()), simplified: simplified() };
writeFileSync('src/lib/domain/characters.json', `${JSON.stringify(table, null, '\t')}\n`);
