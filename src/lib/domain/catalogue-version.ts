import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { BasicItem, Bundle, CatalogueContent, CatalogueItem, ImplementationItem } from './catalogue.ts';

/** JSON with the keys of every object in order, so that equal content has one text and one hash. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part !== null && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
}

/** SHA-256 of a text, base64url: how versions are named. */
function hashOf(text: string): string {
	const binary = String.fromCharCode(...sha256(utf8ToBytes(text)));
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
}

export function basicVersion(basic: BasicItem): string {
	return hashOf(canonicalJson(basic));
}

/** Names both rows: the implementation pins the version of its basic row. */
export function itemVersion(implementation: ImplementationItem): string {
	return hashOf(canonicalJson(implementation));
}

export function bundleVersion(bundle: Bundle): string {
	return hashOf(canonicalJson(bundle));
}

/** Both rows of every item together; an implementation whose basic row is missing is left out (`checkContent` tells). */
export function catalogueItems(content: CatalogueContent): CatalogueItem[] {
	const basics = new Map(content.basic.map((basic) => [basic.code, basic]));
	return content.implementations.flatMap((implementation) => {
		const basic = basics.get(implementation.basic.code);
		return basic ? [{ version: itemVersion(implementation), basic, implementation }] : [];
	});
}
