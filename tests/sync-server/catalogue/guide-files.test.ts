import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishFile } from '../../../sync-server/catalogue/publish-file.ts';
import type { CatalogueItem } from '../../../src/lib/domain/catalogue.ts';
import { guideFilePath, guideFiles, MOST_FILE_BYTES } from '../../../src/lib/domain/guide-files.ts';
import { toBase64Url } from '../../../src/lib/platform/base64url.ts';
import { admin, catalogueCounty, type CatalogueCounty } from '../../support/catalogue-county.ts';
import { contentOf } from '../../support/catalogue-content.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n空白表');
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);

let county: CatalogueCounty;
let folder: string;
beforeEach(async () => {
	county = await catalogueCounty();
	folder = await mkdtemp(join(tmpdir(), 'yizhan-list-'));
	await mkdir(join(folder, '空白表'));
	await writeFile(join(folder, '空白表', '低保申请书.pdf'), PDF);
	await writeFile(join(folder, '样表.png'), PNG);
});
afterEach(async () => {
	await county.close();
	await rm(folder, { recursive: true });
});

/** Publishes two items; the first paper of each has these paths. */
async function publish(named: { blank?: string; sample?: string }) {
	const content = contentOf(2);
	const implementations = content.implementations.map((item) => ({
		...item,
		materials: item.materials.map((material, place) => (place === 0 ? { ...material, ...named } : material))
	}));
	const file = join(folder, 'catalogue.json');
	await writeFile(file, JSON.stringify({ ...content, implementations }));
	const { dataDir, time } = county;
	return publishFile(file, { dataDir, signer: admin, clock: time, newLineage: false });
}

async function publishedItem(): Promise<CatalogueItem> {
	await county.door.refresh();
	const release = (await (await fetch(`${county.origin}/catalogue/release`)).json()) as { text: string };
	const { items } = JSON.parse(release.text) as { items: Record<string, string> };
	const response = await fetch(`${county.origin}/catalogue/items/${items['MZ-1'] ?? ''}`);
	return (await response.json()) as CatalogueItem;
}

test('a guide hands out the blank form and the sample that the county’s list names, by their hash', async () => {
	const named = { blank: '空白表/低保申请书.pdf', sample: '样表.png' };
	expect(await publish(named)).toMatchObject({ ok: true });
	const item = await publishedItem();
	expect(item.implementation.materials[0]).toMatchObject({
		blank: { name: '低保申请书', kind: 'pdf', bytes: PDF.length, sha256: toBase64Url(sha256(PDF)) },
		sample: { name: '样表', kind: 'png', bytes: PNG.length }
	});
	const files = guideFiles([item.implementation, item.implementation]);
	expect(files.map(({ kind }) => kind)).toEqual(['pdf', 'png']);
	for (const file of files) {
		const response = await fetch(county.origin + guideFilePath(file));
		expect(response.headers.get('content-type')).toBe(file.kind === 'pdf' ? 'application/pdf' : 'image/png');
		expect(response.headers.get('cache-control')).toContain('immutable');
		expect(toBase64Url(sha256(new Uint8Array(await response.arrayBuffer())))).toBe(file.sha256);
	}
	// The same list again is no new release: its files are the same.
	expect((await publish(named)).lines.at(-1)).toMatch(/no new one/);
});

test('another form under the same name is another version of the guide', async () => {
	await publish({ blank: '空白表/低保申请书.pdf' });
	const before = await publishedItem();
	await writeFile(join(folder, '空白表', '低保申请书.pdf'), new TextEncoder().encode('%PDF-1.7\n新表'));
	await publish({ blank: '空白表/低保申请书.pdf' });
	const after = await publishedItem();
	expect(after.version).not.toBe(before.version);
	// A case that began with the old guide still finds the form it was told to fill in.
	const [old] = guideFiles([before.implementation]);
	expect(old && (await fetch(county.origin + guideFilePath(old))).status).toBe(200);
});

test('a file that cannot be handed out keeps the release back, and is named', async () => {
	const faults = async (named: { blank?: string; sample?: string }) => (await publish(named)).lines[1];
	expect(await faults({ blank: '没有.pdf' })).toBe('error: MZ-1: file-missing material=m1 blank=没有.pdf');
	expect(await faults({ blank: '空白表' })).toMatch(/file-missing/);
	await writeFile(join(folder, '脚本.pdf'), '<script>alert(1)</script>');
	expect(await faults({ sample: '脚本.pdf' })).toBe('error: MZ-1: file-kind material=m1 sample=脚本.pdf');
	await writeFile(join(folder, '大.pdf'), Buffer.concat([PDF, Buffer.alloc(MOST_FILE_BYTES)]));
	expect(await faults({ blank: '大.pdf' })).toMatch(/file-too-large/);
	await symlink(join(county.dataDir, '..'), join(folder, '外面'));
	await writeFile(join(county.dataDir, '秘.pdf'), PDF);
	expect(await faults({ blank: `外面/${county.dataDir.split('/').at(-1) ?? ''}/秘.pdf` })).toMatch(
		/file-outside/
	);
	expect(county.door.release()).toBe(0);
});

test('what no guide ever named is not served from the folder', async () => {
	const get = async (name: string) => (await fetch(`${county.origin}/catalogue/files/${name}`)).status;
	expect(await get('..%2Frelease.json')).toBe(404);
	expect(await get(`${'A'.repeat(43)}.pdf`)).toBe(404);
	expect(await get(`${'A'.repeat(43)}.html`)).toBe(404);
});
