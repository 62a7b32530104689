/** Median, 95th of a hundred and the longest of each figure, rounded to a tenth. */
export function spread<K extends string>(runs: Record<K, number>[]): Record<string, number> {
	const figures: Record<string, number> = { runs: runs.length };
	for (const key of Object.keys(runs[0] ?? {}) as K[]) {
		const sorted = runs.map((run) => run[key]).sort((a, b) => a - b);
		const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
		figures[`${key}P50`] = tenth(at(0.5));
		figures[`${key}P95`] = tenth(at(0.95));
		figures[`${key}Max`] = tenth(sorted.at(-1) ?? 0);
	}
	return figures;
}

function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}
