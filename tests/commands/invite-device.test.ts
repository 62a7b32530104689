import { expect, test, vi } from 'vitest';
import { inviteDevice } from '../../src/lib/commands/invite-device.ts';
import { enrolledStation, stationSetting } from '../device/enrolled-station.ts';
import { COUNTY, handMadeCounty, VILLAGE } from '../device/hand-made-county.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const YEAR = 365 * 86_400_000;

test('a code made on a device whose clock is years behind lives as long as was said', async () => {
	const county = await handMadeCounty();
	await county.say(
		{ type: 'putClerk', clerk: { id: 'admin', name: '管理员', account: 'admin', phone: null } },
		{ type: 'grantRole', clerk: 'admin', unit: COUNTY.id, role: 'admin' }
	);
	const behind = { ...stationSetting(county), clock: { now: () => county.time.now() - 3 * YEAR } };
	const station = await enrolledStation(county, COUNTY.id, 'admin', behind);
	const invited = await inviteDevice(station, { unit: VILLAGE, uses: 1, hours: 24 });
	expect(invited).toMatchObject({ ok: true });
	expect(invited.ok && invited.value.until).toBe(county.time.now() + 24 * 3_600_000);
});
