import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishFile } from '../../../sync-server/catalogue/publish-file.ts';
import { readContent } from '../../../sync-server/catalogue/read-content.ts';
import {
	bundlesFolder,
	newestRelease,
	readReleaseFolder,
	releasesFolder
} from '../../../sync-server/catalogue/release-folder.ts';
import { verifyRelease } from '../../../src/lib/device/catalogue/verify-release.ts';
import type { Signer } from '../../../src/lib/platform/ed25519.ts';
import { admin, catalogueCounty, type CatalogueCounty } from '../../support/catalogue-county.ts';
import { bundleOf, contentOf } from '../../support/catalogue-content.ts';

let county: CatalogueCounty;
beforeEach(async () => {
	county = await catalogueCounty();
});
afterEach(() => county.close());

test('C1 a release is signed by the publisher, and names the one before it', async () => {
	expect(await county.publish(contentOf(5))).toEqual({
		ok: true,
		number: 1,
		items: 5,
		bundles: 0,
		changed: 5
	});
	expect(await county.publish(contentOf(4, ['MZ-2']))).toEqual({
		ok: true,
		number: 2,
		items: 4,
		bundles: 0,
		changed: 2
	});
	const [first, second] = [
		await readReleaseFolder(county.dataDir, 1),
		await readReleaseFolder(county.dataDir, 2)
	];
	expect(second.record.lineage).toBe(first.record.lineage);
	expect(second.record.previous).not.toBeNull();
	expect(second.record.at).toBeGreaterThan(first.record.at);
	expect(await verifyRelease(second.signed, first.signed, new Set([admin.key]))).toMatchObject({ ok: true });
	const altered = { ...second.signed, text: second.signed.text.replace('"number":2', '"number":3') };
	expect(await verifyRelease(altered, first.signed, null)).toEqual({ ok: false, fault: 'wrong-signature' });
});

test('C5 the same content makes no release', async () => {
	await county.publish(contentOf(5));
	expect(await county.publish(contentOf(5))).toEqual({ ok: false, code: 'unchanged' });
	expect((await newestRelease(county.dataDir))?.record.number).toBe(1);
});

test('a bundle is published with its members, and counts as changed when it is another', async () => {
	const publish = (count: number) => county.publish({ ...contentOf(5), bundles: [bundleOf(count)] });
	expect(await publish(3)).toMatchObject({ bundles: 1, changed: 6 });
	expect(await publish(3)).toEqual({ ok: false, code: 'unchanged' });
	expect(await publish(4)).toMatchObject({ number: 2, bundles: 1, changed: 1 });
	expect(await readdir(bundlesFolder(county.dataDir))).toHaveLength(2);
});

test('a publisher that another one overtook leaves nothing behind', async () => {
	await county.publish(contentOf(5));
	const overtaken: Signer = {
		key: admin.key,
		async sign(bytes) {
			expect(await county.publish(contentOf(5, ['MZ-2']))).toMatchObject({ ok: true, number: 2 });
			return admin.sign(bytes);
		}
	};
	expect(await county.publish(contentOf(5, ['MZ-1']), { signer: overtaken })).toEqual({
		ok: false,
		code: 'published-meanwhile'
	});
	expect((await readdir(releasesFolder(county.dataDir))).sort()).toEqual(['1', '2']);
});

test('a file for publishing is told what is wrong with it and where', async () => {
	const content = contentOf(3);
	const [first] = content.implementations;
	expect(readContent('no json')).toEqual({ ok: false, code: 'not-json' });
	const unit = { ...content, implementations: [{ ...first, target: '鬼' }] };
	expect(readContent(JSON.stringify(unit))).toMatchObject({
		ok: false,
		code: 'malformed',
		at: 'implementations.0.target'
	});
	const misspelt = { ...content, implementations: [{ ...first, promisd: null }] };
	expect(readContent(JSON.stringify(misspelt))).toMatchObject({
		code: 'malformed',
		at: 'implementations.0.promisd'
	});
	const unsound = { ...content, basic: content.basic.slice(1) };
	expect(readContent(JSON.stringify(unsound))).toMatchObject({
		code: 'content-problems',
		errors: [{ rule: 'basic-missing', item: 'MZ-1' }]
	});

	const before = { ...content, bundles: undefined };
	expect(readContent(JSON.stringify(before))).toMatchObject({ ok: true, content: { bundles: [] } });
	const wordy = { ...content, bundles: [{ ...bundleOf(1), note: '长'.repeat(2001) }] };
	expect(readContent(JSON.stringify(wordy))).toMatchObject({ code: 'malformed', at: 'bundles.0.note' });

	const stray = { ...content, bundles: [bundleOf(4)] };
	expect(readContent(JSON.stringify(stray))).toMatchObject({
		code: 'content-problems',
		errors: [{ rule: 'member-not-in-catalogue', item: 'YJS-1', params: { member: 'MZ-4' } }]
	});

	const publication = { dataDir: county.dataDir, signer: admin, clock: county.time, newLineage: false };
	const file = join(county.dataDir, 'catalogue.json');
	await writeFile(file, JSON.stringify(unsound));
	expect((await publishFile(file, publication)).ok).toBe(false);
	expect(await newestRelease(county.dataDir)).toBeNull();
	await writeFile(file, JSON.stringify(content));
	expect(await publishFile(file, publication)).toEqual({
		ok: true,
		lines: ['Release 1: 3 items, 0 bundles, 3 changed']
	});
	expect((await publishFile(file, publication)).lines.at(-1)).toMatch(/no new one/);
});
