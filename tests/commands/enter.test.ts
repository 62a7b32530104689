import { expect, test, vi } from 'vitest';
import { enrolDevice } from '../../src/lib/commands/enrol-device.ts';
import { inviteDevice } from '../../src/lib/commands/invite-device.ts';
import { signIn } from '../../src/lib/commands/sign-in.ts';
import { signOut } from '../../src/lib/commands/sign-out.ts';
import { switchClerk } from '../../src/lib/commands/switch-clerk.ts';
import { openStation } from '../../src/lib/device/open-station.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { COUNTY, VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate, PASSWORD } from '../sync/county-and-stations.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

test('an admin invites, the code enrols a device of that unit, and no code of another county does', async () => {
	const { town, desk, during, door, until } = await countyAndStations();
	const county = await desk(COUNTY, 'admin');
	const invited = await inviteDevice(county.station, { unit: VILLAGE, uses: 1, hours: 24 });
	if (!invited.ok) throw new Error(invited.code);
	const { code, fragment } = invited.value;
	expect(fragment).toBe(`#${code}.${town.root.key}`);
	await until(() => isUpToDate(town, county));

	const station = await openStation(stationSetting(town));
	const enrol = (typed: string, name = '村里的平板') => during(enrolDevice(station, door, typed, name));
	expect(await enrol('XXXX')).toEqual({ ok: false, code: 'malformed-code' });
	expect(await enrol(code, ' ')).toEqual({ ok: false, code: 'name-missing' });
	expect(await enrol(`${code}.${'A'.repeat(43)}`)).toEqual({ ok: false, code: 'other-county' });
	expect(await enrol('0000-0000-0000-0000')).toEqual({ ok: false, code: 'unknown-invite' });
	const typed = fragment.toLowerCase().replace(town.root.key.toLowerCase(), town.root.key);
	expect(await enrol(typed)).toMatchObject({ ok: true, value: { unit: VILLAGE, root: town.root.key } });

	const late = await openStation(stationSetting(town));
	const second = await during(enrolDevice(late, door, code, '又一台'));
	expect(second).toEqual({ ok: false, code: 'invite-used-up' });
});

test('a clerk writes only once the county has bound the key; later sign-ins here need no network', async () => {
	const { town, desk, during, until } = await countyAndStations();
	const { station, line, wire, door } = await desk(VILLAGE, 'agent');
	expect(await during(signIn(station, door, line, 'agent', '错的'))).toEqual({
		ok: false,
		code: 'wrong-password'
	});
	const bound = (await station.directory()).keys[(await station.signedIn())?.key ?? ''];
	expect(bound).toMatchObject({ clerk: 'agent', device: (await station.identity())?.device });

	const keys = town.storage.changesOf(`directory/${COUNTY}`).length;
	expect(await during(signIn(station, door, line, 'agent', PASSWORD))).toMatchObject({ ok: true });
	expect(town.storage.changesOf(`directory/${COUNTY}`)).toHaveLength(keys);
	expect(await during(signIn(station, door, line, 'agent-two', PASSWORD))).toMatchObject({
		value: { clerk: 'agent-two', roles: ['agent'] }
	});

	wire.isUp = false;
	wire.line?.cut();
	await until(() => line.state().status === 'off');
	const noDoor = { signIn: async () => ({ ok: false, code: 'offline' }) as const };
	expect(await switchClerk(station, 'agent', '猜')).toEqual({ ok: false, code: 'wrong-password' });
	expect(await switchClerk(station, 'window', PASSWORD)).toEqual({
		ok: false,
		code: 'never-signed-in-here'
	});
	expect(await switchClerk(station, 'agent', PASSWORD)).toMatchObject({ value: { clerk: 'agent' } });
	expect(await signIn(station, noDoor, line, 'agent-two', PASSWORD)).toMatchObject({ ok: true });
	expect(await signIn(station, noDoor, line, 'window', PASSWORD)).toEqual({ ok: false, code: 'offline' });
	expect((await station.signedIn())?.clerk).toBe('agent-two');
	await signOut(station);
	expect(await station.signedIn()).toBeNull();
	expect((await station.clerksHere()).map(({ clerk }) => clerk)).toEqual(['agent', 'agent-two']);
});

test('whoever is held up after wrong passwords is told so, also when the county knows the right one', async () => {
	const { desk, during } = await countyAndStations();
	const { station, line, door } = await desk(VILLAGE, 'agent');
	for (const guess of ['一', '二', '三', '四', '五']) await switchClerk(station, 'agent', guess);
	expect(await during(signIn(station, door, line, 'agent', PASSWORD))).toEqual({
		ok: false,
		code: 'held-up'
	});
});

test('a sign-in whose line breaks before the key is bound ends, and the next one goes on from there', async () => {
	const { town, desk, during, until } = await countyAndStations();
	const { station, line, wire, door } = await desk(VILLAGE, 'agent');
	wire.isUp = false;
	wire.line?.cut();
	await until(() => line.state().status === 'off');
	expect(await during(signIn(station, door, line, 'agent-two', PASSWORD))).toEqual({
		ok: false,
		code: 'line-lost'
	});
	expect(await station.keyStanding('agent-two')).toBe('waiting');
	wire.isUp = true;
	expect(await during(signIn(station, door, line, 'agent-two', PASSWORD))).toMatchObject({ ok: true });
	const device = (await station.identity())?.device;
	const { keys } = town.county.directory();
	const here = Object.values(keys).filter((key) => key.device === device);
	expect(here.map(({ clerk }) => clerk)).toEqual(['agent', 'agent-two']);
});
