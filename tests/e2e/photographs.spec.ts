import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { goTo, lineChip, openCase, settleIn, takeIn } from './at-the-counter.ts';
import { browserOnDisk } from './browser-on-disk.ts';
import { CountyProcess } from './county-process.ts';
import { SlowWire } from './slow-wire.ts';

const WHO = { name: '岩罕', idNumber: '532822197007070036', phone: '13987654321' };
/** Of a village at the edge of the network. */
const BYTES_A_SECOND = 48_000;
/** The largest part that goes over such a wire, and the heads of all parts. */
const ONE_PART = 128 * 1024;
const HEADS = 16 * 1024;

test('a photograph that is cut by the county’s death, by the wire and by the tablet’s arrives, each byte but for a part of them once', async () => {
	test.setTimeout(240_000);
	const county = await CountyProcess.start();
	const wire = await SlowWire.to(county.origin);
	const profile = mkdtempSync(join(tmpdir(), 'yizhan-photographs-'));
	const tablet = await browserOnDisk(profile);
	const page = await settleIn(tablet, wire.origin, '代办员甲');
	const underWay = () => sizesIn(join(county.dataDir, 'uploads'))[0] ?? 0;
	const arrived = () => sizesIn(join(county.dataDir, 'photographs'));
	wire.rate = BYTES_A_SECOND;
	const { number } = await takeIn(page, WHO, '低保', () => photographPaper(page));

	await openCase(page, number);
	await expect(page.getByText('县中心还没有、只在本机的材料')).toBeVisible();
	await expect(page.getByText(/1 张照片只在本机.*正在送 [1-9]\d?%/s)).toBeVisible({ timeout: 20_000 });
	await goTo(page, '/road');
	await expect(page.getByRole('progressbar')).toBeVisible();

	// The county loses its power with a part on its way.
	await expect.poll(underWay).toBeGreaterThan(0);
	await county.stop('SIGKILL');
	const stood = underWay();
	expect(arrived()).toEqual([]);
	await county.start();
	await expect.poll(underWay, { timeout: 30_000 }).toBeGreaterThan(stood);

	// The wire breaks in mid-part.
	const stoodThen = underWay();
	wire.cut();
	await expect.poll(underWay, { timeout: 30_000 }).toBeGreaterThan(stoodThen);

	// The tablet is switched off. When it is on again it is locked, and sends all the same (P60).
	expect(arrived()).toEqual([]);
	await tablet.close();
	const again = await browserOnDisk(profile);
	const locked = await again.newPage();
	await locked.goto(wire.origin);
	await expect(locked.getByRole('heading', { name: '本机锁着' })).toBeVisible();
	await expect.poll(() => arrived().length, { timeout: 60_000 }).toBe(1);
	const [size = 0] = arrived();
	console.log(`a photograph of ${size} bytes, cut three times: ${wire.sent} bytes of it went up, with heads`);
	expect(wire.sent).toBeGreaterThan(size);
	expect(wire.sent).toBeLessThan(size + 3 * ONE_PART + HEADS);
	await expect(lineChip(locked)).not.toContainText('照片');
	await again.close();
	wire.end();
	await county.end();
	rmSync(profile, { recursive: true, force: true });
});

function sizesIn(folder: string): number[] {
	return readdirSync(folder).map((name) => statSync(join(folder, name)).size);
}

/** Grain that no codec makes small: about half a megabyte after it was shrunk. */
async function photographPaper(page: Page): Promise<void> {
	await page.getByRole('button', { name: '拍照' }).first().click();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'p.bmp', mimeType: 'image/bmp', buffer: grain(1000, 700) });
	await expect(page.getByRole('img', { name: '照片 1' }).first()).toBeVisible();
}

/** A bitmap of noise; `width` a multiple of four. */
function grain(width: number, height: number): Buffer {
	const head = Buffer.alloc(54);
	head.write('BM');
	head.writeUInt32LE(54 + width * height * 3, 2);
	head.writeUInt32LE(54, 10);
	head.writeUInt32LE(40, 14);
	head.writeInt32LE(width, 18);
	head.writeInt32LE(height, 22);
	head.writeUInt16LE(1, 26);
	head.writeUInt16LE(24, 28);
	return Buffer.concat([head, randomBytes(width * height * 3)]);
}
