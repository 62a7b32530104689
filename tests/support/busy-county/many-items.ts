import { basicVersion } from '../../../src/lib/domain/catalogue-version.ts';
import type { CatalogueContent, ImplementationItem } from '../../../src/lib/domain/catalogue.ts';
import { demoContent } from '../../../sync-server/demo/content.ts';
import { readingOf } from '../../../sync-server/demo/readings.ts';

/** What a county has beside an item itself: the same for other people, or a later turn of it. */
const TURNS = [
	'变更',
	'注销',
	'续期',
	'补领证件',
	'年度复核',
	'未成年人',
	'残疾人',
	'老年人',
	'城镇居民',
	'农村居民',
	'异地居住',
	'信息更正'
];

/**
 * The demo county's catalogue grown to so many items: the real ones as they are, then turns of them with names,
 * codes, readings and units of their own.
 */
export function manyItems(count: number): CatalogueContent {
	const { basic, implementations, bundles } = demoContent();
	const all: CatalogueContent = { basic: [...basic], implementations: [...implementations], bundles };
	for (let turn = 0; all.basic.length < count; turn++) {
		for (const [place, item] of implementations.entries()) {
			const row = basic[place];
			if (!row || all.basic.length >= count) break;
			const word = TURNS[turn % TURNS.length] ?? '';
			const again = turn < TURNS.length ? '' : String(Math.floor(turn / TURNS.length) + 1);
			const name = `${row.name}（${word}${again}）`;
			const turned = { ...row, code: `${row.code}-${turn + 1}`, name };
			all.basic.push(turned);
			all.implementations.push(
				turnOf(item, turned.code, name, basicVersion(turned), implementations[(place + turn) % 20])
			);
		}
	}
	return all;
}

function turnOf(
	item: ImplementationItem,
	code: string,
	name: string,
	version: string,
	elsewhere: ImplementationItem | undefined
): ImplementationItem {
	const { unit, unitName } = elsewhere ?? item;
	const aliases = item.aliases.map((alias, place) => (place === 0 ? `${alias}${name.slice(-4, -1)}` : alias));
	return {
		...item,
		code,
		basic: { code, version },
		unit,
		unitName,
		aliases,
		readings: [name, ...aliases].map(readingOf)
	};
}
