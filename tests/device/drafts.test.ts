import { expect, test } from 'vitest';
import { openStation } from '../../src/lib/device/open-station.ts';
import { enrolledStation, stationSetting } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE } from './hand-made-county.ts';

const doc = 'case/01A';
const empty = { clerk: 'yu', doc, typed: '', read: null };

test('a remark that was typed and not sent is there after the page was killed, for its clerk and its case only', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const station = await enrolledStation(county, VILLAGE, 'yu', setting);
	await station.keepTalk({ clerk: 'yu', doc, typed: '户口簿还差', read: null });
	station.close();
	const again = await openStation(setting);
	expect((await again.talkInHand('yu', doc)).typed).toBe('户口簿还差');
	expect((await again.talkInHand('dao', doc)).typed).toBe('');
	expect((await again.talkInHand('yu', 'case/01B')).typed).toBe('');
});

test('of a remark that was emptied nothing lies on the disk; how far others were read does', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'yu');
	await station.keepTalk({ ...empty, typed: '户口簿还差', read: 'c1' });
	await station.keepTalk({ ...empty, read: 'c1' });
	expect(await station.talkInHand('yu', doc)).toEqual({ ...empty, read: 'c1' });
	await station.keepTalk(empty);
	expect(await station.talkInHand('yu', doc)).toEqual(empty);
});
