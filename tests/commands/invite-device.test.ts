import { expect, test, vi } from 'vitest';
import { inviteDevice } from '../../src/lib/commands/invite-device.ts';
import { putWindow } from '../../src/lib/commands/put-window.ts';
import type { Clock } from '../../src/lib/platform/seams.ts';
import { enrolledStation, stationSetting } from '../device/enrolled-station.ts';
import { COUNTY, handMadeCounty, VILLAGE } from '../device/hand-made-county.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const YEAR = 365 * 86_400_000;

test('an invitation and a window without a unit are told to choose one, one of a unit that is not there that it is not', async () => {
	const station = await adminsStation(await handMadeCounty());
	const window = { id: 'w1', name: '1号', kind: '综合', clerk: null, hours: '', phone: '', closed: false };
	expect(await inviteDevice(station, { unit: '', uses: 1, hours: 24 })).toEqual({
		ok: false,
		code: 'unit-missing'
	});
	expect(await putWindow(station, { ...window, unit: '' })).toEqual({ ok: false, code: 'unit-missing' });
	expect(await putWindow(station, { ...window, unit: '999' })).toEqual({ ok: false, code: 'unknown-unit' });
});

test('a code made on a device whose clock is years behind lives as long as was said', async () => {
	const county = await handMadeCounty();
	const station = await adminsStation(county, { now: () => county.time.now() - 3 * YEAR });
	const invited = await inviteDevice(station, { unit: VILLAGE, uses: 1, hours: 24 });
	expect(invited).toMatchObject({ ok: true });
	expect(invited.ok && invited.value.until).toBe(county.time.now() + 24 * 3_600_000);
});

type County = Awaited<ReturnType<typeof handMadeCounty>>;

async function adminsStation(county: County, clock: Clock = county.time): ReturnType<typeof enrolledStation> {
	await county.say(
		{ type: 'putClerk', clerk: { id: 'admin', name: '管理员', account: 'admin', phone: null } },
		{ type: 'grantRole', clerk: 'admin', unit: COUNTY.id, role: 'admin' }
	);
	return enrolledStation(county, COUNTY.id, 'admin', { ...stationSetting(county), clock });
}
