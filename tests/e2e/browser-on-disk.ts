import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';

/** A browser whose profile is a folder, as a tablet has it: what it keeps is there when it is opened again. */
export async function browserOnDisk(profile: string): Promise<BrowserContext> {
	return chromium.launchPersistentContext(profile, {
		executablePath: await findChromium(),
		args: CHROMIUM_FLAGS,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai'
	});
}
