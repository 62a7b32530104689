import table from './characters.json' with { type: 'json' };

/**
 * How 汉字 are read, and the Simplified form of Traditional ones: 30 kB packed, made by `scripts/characters.ts` out
 * of pinyin-pro and opencc-js, which would be 200 kB. Loaded when someone first searches.
 */
export type Characters = {
	/** No tones, ü as v; several where a sign is read in several ways. */
	readings: ReadonlyMap<string, readonly string[]>;
	simplified: ReadonlyMap<string, string>;
};

function readTable(): Characters {
	const readings = new Map<string, string[]>();
	for (const group of table.readings.split(' ')) {
		const [syllable = ''] = /^[a-z]+/.exec(group) ?? [];
		for (const sign of group.slice(syllable.length)) {
			const known = readings.get(sign);
			if (known) known.push(syllable);
			else readings.set(sign, [syllable]);
		}
	}
	const simplified = new Map<string, string>();
	for (let at = 0; at < table.simplified.length; at += 2) {
		simplified.set(table.simplified.charAt(at), table.simplified.charAt(at + 1));
	}
	return { readings, simplified };
}

export const characters: Characters = readTable();
