import { inTurn } from './bundle.ts';
import type { Bundle, CatalogueContent } from './catalogue.ts';
import { error, repeated, warning, type Problem } from './catalogue-problems.ts';

/** One matter of one item is the item. */
const FEWEST_MEMBERS = 2;

/**
 * What is wrong with the bundles before they are published. A member whose item the catalogue has not is told here:
 * nothing drops it silently.
 */
export function checkBundles({ bundles, implementations }: CatalogueContent): Problem[] {
	const items = new Set(implementations.map(({ code }) => code));
	return [
		...repeated(bundles.map(({ code }) => code)).map((code) => error('duplicate-bundle-code', code)),
		...bundles.flatMap((bundle) => checkBundle(bundle, items))
	];
}

function checkBundle(bundle: Bundle, items: ReadonlySet<string>): Problem[] {
	const { code, members } = bundle;
	const codes = members.map(({ item }) => item);
	const problems: Problem[] = [];
	const isWorded = bundle.name.trim() !== '' && bundle.phrase.trim() !== '' && bundle.readings.length === 2;
	if (!isWorded) problems.push(error('bundle-words-missing', code));
	if (codes.length < FEWEST_MEMBERS) problems.push(error('too-few-members', code));
	if (bundle.lead === null) problems.push(warning('lead-missing', code, { leadName: bundle.leadName }));
	if (inTurn(members) === null) problems.push(error('dependency-cycle', code));
	return [
		...problems,
		...repeated(codes).map((member) => error('duplicate-member', code, { member })),
		...codes
			.filter((member) => !items.has(member))
			.map((member) => error('member-not-in-catalogue', code, { member })),
		...members.flatMap((member) => checkDependencies(bundle, member))
	];
}

function checkDependencies({ code, members }: Bundle, member: Bundle['members'][number]): Problem[] {
	return member.dependsOn.flatMap((needed) => {
		const params = { member: member.item, needed };
		const before = members.find(({ item }) => item === needed);
		if (!before) return [error('dependency-not-a-member', code, params)];
		// Left out, it would keep for ever waiting what everyone gets.
		return before.optional && !member.optional ? [warning('waits-for-optional', code, params)] : [];
	});
}
