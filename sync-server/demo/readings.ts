import { customPinyin, pinyin } from 'pinyin-pro';

customPinyin({ 还款: 'huán kuǎn', 无着: 'wú zhuó' });

/** Signs that are read otherwise here: 岩 is ai in Dai names (岩温), and yan to everybody else. */
const ALSO: Record<string, string> = { 岩: 'ai' };

/** One syllable for every sign of the text, as `ImplementationItem.readings` wants it. */
export function readingOf(text: string): string {
	return pinyin(text, { toneType: 'none', type: 'array', v: true })
		.map((syllable, i) => {
			const also = ALSO[text[i] ?? ''];
			if (also !== undefined) return `${also}|${syllable}`;
			return syllable.trim() === '' ? '_' : syllable.toLowerCase();
		})
		.join(' ');
}
