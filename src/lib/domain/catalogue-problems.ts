/** A rule about bundles; `member` among its params is the item's code. */
export type BundleRule =
	| 'duplicate-bundle-code'
	| 'bundle-words-missing'
	| 'too-few-members'
	| 'duplicate-member'
	| 'member-not-in-catalogue'
	| 'dependency-not-a-member'
	| 'dependency-cycle'
	| 'waits-for-optional'
	| 'lead-missing';

export type CheckRule =
	| 'duplicate-basic-code'
	| 'name-missing'
	| 'basis-missing'
	| 'basic-unused'
	| 'duplicate-code'
	| 'basic-missing'
	| 'basic-version-differs'
	| 'unit-missing'
	| 'readings-missing'
	| 'limit-without-unit'
	| 'promised-beyond-legal'
	| 'duplicate-material-key'
	| 'material-without-source'
	| 'catch-all-material'
	| 'proxy-without-note'
	| 'theme-missing'
	| BundleRule;

/** An error keeps a release from being published; a warning is for the county to look at. `item`: code of the item or bundle. */
export type Problem = {
	rule: CheckRule;
	severity: 'error' | 'warning';
	item: string;
	/** What the text for the rule names: a material, two limits … */
	params: Record<string, string>;
};

/** Those that stand there more than once, each once. */
export function repeated(keys: string[]): string[] {
	return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
}

export function error(rule: CheckRule, item: string, params: Record<string, string> = {}): Problem {
	return { rule, severity: 'error', item, params };
}

export function warning(rule: CheckRule, item: string, params: Record<string, string> = {}): Problem {
	return { rule, severity: 'warning', item, params };
}
