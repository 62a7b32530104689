import { describe, expect, test } from 'vitest';
import { checkBundles } from '../../src/lib/domain/bundle-checks.ts';
import type { Bundle, BundleMember } from '../../src/lib/domain/catalogue.ts';
import type { CheckRule } from '../../src/lib/domain/catalogue-problems.ts';
import { bundleOf, contentOf } from '../support/catalogue-content.ts';

const member = (item: string, dependsOn: string[] = [], optional = false): BundleMember => ({
	item,
	optional,
	when: null,
	dependsOn
});

function faults(...bundles: Partial<Bundle>[]): CheckRule[] {
	return checkBundles({ ...contentOf(5), bundles: bundles.map((one) => bundleOf(3, one)) }).map(
		({ rule }) => rule
	);
}

describe('the checks of bundles before publishing', () => {
	test('find nothing in a good one', () => {
		expect(faults({})).toEqual([]);
	});

	test.each<[string, Partial<Bundle>, CheckRule]>([
		['no phrase', { phrase: ' ' }, 'bundle-words-missing'],
		['no reading of the phrase', { readings: ['xin sheng er'] }, 'bundle-words-missing'],
		['one member, which is just the item', { members: [member('MZ-1')] }, 'too-few-members'],
		['an item twice', { members: [member('MZ-1'), member('MZ-1')] }, 'duplicate-member'],
		[
			'an item that the catalogue has not',
			{ members: [member('MZ-1'), member('MZ-99')] },
			'member-not-in-catalogue'
		],
		[
			'waiting for what is no member',
			{ members: [member('MZ-1'), member('MZ-2', ['MZ-3'])] },
			'dependency-not-a-member'
		],
		[
			'members that wait for each other',
			{ members: [member('MZ-1', ['MZ-2']), member('MZ-2', ['MZ-1'])] },
			'dependency-cycle'
		],
		['waiting for itself', { members: [member('MZ-1', ['MZ-1']), member('MZ-2')] }, 'dependency-cycle'],
		[
			'everyone waiting for what not everyone does',
			{ members: [member('MZ-1', [], true), member('MZ-2', ['MZ-1'])] },
			'waits-for-optional'
		],
		['nobody who leads', { lead: null }, 'lead-missing']
	])('find %s', (_, change, rule) => {
		expect(faults(change)).toContain(rule);
	});

	test('find a code given twice', () => {
		expect(faults({}, {})).toEqual(['duplicate-bundle-code']);
	});
});
