/** Versions already computed, by the row itself: a delta then costs the hashing of what it changed. */
export type KnownVersions = WeakMap<object, string>;

/** The version of a row that came from outside; null where what came is no row at all. */
export function versionOfRow<Row>(row: Row, hash: (row: Row) => string, known: KnownVersions): string | null {
	// A Yjs type or a byte string in a row's place is no row.
	if (typeof row !== 'object' || row === null || Object.getPrototypeOf(row) !== Object.prototype) return null;
	const held = known.get(row);
	if (held !== undefined) return held;
	try {
		const version = hash(row);
		known.set(row, version);
		return version;
	} catch {
		// There is no JSON of it: a big integer, a depth past the stack.
		return null;
	}
}
