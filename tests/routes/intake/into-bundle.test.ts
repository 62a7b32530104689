import { expect, test } from 'vitest';
import { bundleVersion, catalogueItems } from '../../../src/lib/domain/catalogue-version.ts';
import { usualPaper } from '../../../src/routes/intake/attachments.ts';
import { intoBundle } from '../../../src/routes/intake/bundle/into-bundle.ts';
import { freshContent } from '../../../src/routes/intake/draft.ts';
import { demoContent } from '../../../sync-server/demo/content.ts';

const content = demoContent();
const items = new Map(catalogueItems(content).map((item) => [item.implementation.code, item]));
const bundles = content.bundles.map((bundle) => ({ version: bundleVersion(bundle), bundle }));
const inBundle = (optional: boolean) => {
	for (const bundle of bundles) {
		const member = bundle.bundle.members.find((one) => one.optional === optional && items.has(one.item));
		const item = member && items.get(member.item);
		if (item) return { bundle, item };
	}
	throw new Error('the demo has no such bundle');
};

test('one item becomes 一件事 with who has come and what was taken for it', () => {
	const { bundle, item } = inBundle(false);
	const begun = freshContent();
	begun.fields['applicant.name'] = '玉香';
	const taken = item.implementation.materials.filter(({ standard }) => standard !== null).map(usualPaper);
	begun.matter.papers = taken;
	const together = intoBundle(begun, item, bundle, items);
	expect(together).toMatchObject({ step: 'item', fields: { 'applicant.name': '玉香' } });
	expect(together.matter.papers.length + together.matter.aside.length).toBe(taken.length);
	expect(together.matter.papers.map(({ paper }) => paper)).toContain('M01');
});

test('an optional member that was asked for by itself is wanted in 一件事', () => {
	const { bundle, item } = inBundle(true);
	expect(intoBundle(freshContent(), item, bundle, items).matter.optional).toEqual([item.implementation.code]);
	expect(intoBundle(freshContent(), null, bundle, items).matter.optional).toEqual([]);
});
