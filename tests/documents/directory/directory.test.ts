import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanceDirectory, startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import { policy } from '../../../src/lib/documents/directory/policy.ts';
import {
	authorAt,
	deviceByKey,
	isGood,
	receiptKeyAt,
	rolesNow,
	unitsBelow
} from '../../../src/lib/documents/directory/rights.ts';
import { missingKinds } from '../../../src/lib/documents/directory/windows.ts';
import { hash } from '../history.ts';
import {
	ADMIN,
	AGENT,
	bind,
	clerk,
	county,
	enrol,
	grant,
	invite,
	NOON,
	ROOT,
	unit
} from './growing-county.ts';

test('a county is founded, appoints its admin, and enrols a village by a code, with nothing set aside', () => {
	const { state } = county();
	expect(state.setAside).toEqual([]);
	expect(state.county).toEqual({ id: '532822', name: '勐海县' });
	expect(state.root).toBe(ROOT);
	expect(authorAt(state, AGENT, state.pos)).toEqual({
		clerk: 'agent',
		device: 'device-village',
		roles: [{ unit: '532822104201', role: 'agent' }]
	});
	expect(deviceByKey(state, hash('device village'))).toMatchObject({ unit: '532822104201', block: 1 });
	expect(unitsBelow(state, '532822104')).toEqual(['532822104201', '532822104202']);
	expect(unitsBelow(state, '532822')).toHaveLength(4);
});

describe('whose key may sign what', () => {
	const actions: Record<keyof typeof policy, unknown> = {
		found: { type: 'found', county: '532822', name: '又一个县' },
		appointReceiptKey: { type: 'appointReceiptKey', key: hash('receipts'), from: 0, until: NOON },
		putUnit: unit('532822105', 'township', '532822'),
		putWindow: { type: 'putWindow', window: { id: 'w1', unit: '532822104', name: '综合窗口', kind: '综合' } },
		putClerk: clerk('new-clerk'),
		grantRole: grant('agent', '532822104', 'window'),
		endRole: { type: 'endRole', clerk: 'agent', unit: '532822104201', role: 'agent' },
		invite: invite('another code', '532822104'),
		enrol: enrol('second'),
		bindKey: bind('agent', 'anywhere'),
		revokeDevice: { type: 'revokeDevice', device: 'device-village', reason: '遗失' }
	};
	const hands: Record<string, [key: string, device: string]> = {
		root: [ROOT, 'device-of-root'],
		admin: [ADMIN, 'device-hall'],
		agent: [AGENT, 'device-village'],
		invite: [hash('code of village'), 'device-second'],
		device: [hash('device village'), 'device-village'],
		nobody: [hash('nobody'), 'device-nobody']
	};
	test.each<[keyof typeof policy, string]>([
		['found', ''],
		['appointReceiptKey', 'root'],
		['putUnit', 'root admin'],
		['putWindow', 'root admin'],
		['putClerk', 'root admin'],
		['grantRole', 'root admin'],
		['endRole', 'root admin'],
		['invite', 'root admin'],
		['enrol', 'invite'],
		['bindKey', 'device'],
		['revokeDevice', 'root admin']
	])('%s: %s', (type, allowed) => {
		const able = Object.entries(hands).filter(([, [key, device]]) => {
			const growing = county();
			growing.add(key, actions[type], device);
			return growing.fate === null;
		});
		expect(able.map(([name]) => name).join(' ')).toBe(allowed);
	});

	test('an admin’s changes count no more from the place where the role ended, or the device was revoked', () => {
		const ended = county();
		ended.add(ROOT, { type: 'endRole', clerk: 'admin', unit: '532822', role: 'admin' });
		ended.add(ADMIN, clerk('x'), 'device-hall');
		expect(ended.fate).toBe('not-in-role');
		const revoked = county();
		revoked.add(ROOT, { type: 'revokeDevice', device: 'device-hall', reason: '遗失' });
		revoked.add(ADMIN, clerk('x'), 'device-hall');
		expect(revoked.fate).toBe('not-in-role');
	});
});

describe('windows of a unit', () => {
	const put = (said: object) => ({
		type: 'putWindow',
		window: { id: 'w1', unit: '532822104', name: '1号', kind: 'general', ...said }
	});

	test('are opened, changed and closed, with who is on duty there', () => {
		const growing = county();
		growing.add(ADMIN, put({ clerk: 'agent', hours: '9:00–17:00', later: 'kept' }), 'device-hall');
		expect(growing.state.windows['w1']).toMatchObject({ clerk: 'agent', hours: '9:00–17:00', closed: false });
		const pos = growing.add(ADMIN, put({ closed: true }), 'device-hall');
		expect(growing.state.windows['w1']).toMatchObject({ clerk: null, hours: '', closed: true });
		expect(growing.state.written['window/w1']).toBe(pos);
	});

	test('stay at their unit, and name only a unit and a clerk whom the directory knows', () => {
		const growing = county();
		growing.add(ADMIN, put({}), 'device-hall');
		growing.add(ADMIN, put({ unit: '532822104201' }), 'device-hall');
		expect(growing.fate).toBe('already-done');
		growing.add(ADMIN, put({ clerk: 'nobody' }), 'device-hall');
		expect(growing.fate).toBe('no-such-thing');
		growing.add(ADMIN, put({ id: 'w2', unit: '999999' }), 'device-hall');
		expect(growing.fate).toBe('no-such-thing');
	});

	test('a township has three kinds, and is told which are missing; a closed one is none (F080)', () => {
		const growing = county();
		expect(missingKinds(growing.state, '532822104')).toEqual(['general', 'assist', 'unresolved']);
		growing.add(ADMIN, put({}), 'device-hall');
		growing.add(ADMIN, put({ id: 'w2', kind: 'assist', closed: true }), 'device-hall');
		expect(missingKinds(growing.state, '532822104')).toEqual(['assist', 'unresolved']);
		expect(missingKinds(growing.state, '532822104201')).toEqual([]);
	});
});

test('what a unit or a clerk is said to be stays readable from before there were hours, items and numbers', () => {
	const { state } = county();
	expect(state.units['532822104']).toMatchObject({ hours: '', items: [], closed: false });
	expect(state.clerks['agent']).toMatchObject({ number: '', left: false });
});

test('whoever left and is given a role again works here again', () => {
	const growing = county();
	const left = { ...clerk('agent').clerk, left: true };
	growing.add(ADMIN, { type: 'putClerk', clerk: left }, 'device-hall');
	expect(growing.state.clerks['agent']?.left).toBe(true);
	growing.add(ADMIN, grant('agent', '532822104', 'window'), 'device-hall');
	expect(growing.state.clerks['agent']?.left).toBe(false);
});

test('a role, a device and its invitation tell when they began and by whom', () => {
	const growing = county();
	const end = { type: 'endRole', clerk: 'agent', unit: '532822104201', role: 'agent' };
	growing.add(ADMIN, end, 'device-hall');
	const time = NOON + growing.deeds.length;
	expect(growing.state.roles.find(({ clerk }) => clerk === 'agent')).toMatchObject({
		since: NOON + 13,
		ended: time
	});
	expect(growing.state.devices['device-village']).toMatchObject({ since: NOON + 15, invitedBy: 'admin' });
	expect(growing.state.devices['device-hall']).toMatchObject({ invitedBy: null });
});

describe('what an author was, at a place in the sequence', () => {
	test('roles hold from the place of their grant until the place of their end', () => {
		const growing = county();
		const before = growing.state.pos;
		const from = growing.add(ADMIN, grant('agent', '532822104', 'window'), 'device-hall');
		growing.add(ADMIN, clerk('someone'), 'device-hall');
		const end = { type: 'endRole', clerk: 'agent', unit: '532822104', role: 'window' };
		const until = growing.add(ADMIN, end, 'device-hall');
		const rolesAt = (pos: number) => authorAt(growing.state, AGENT, pos)?.roles.map(({ role }) => role);
		expect(rolesAt(before)).toEqual(['agent']);
		expect(rolesAt(from)).toEqual(['agent', 'window']);
		expect(rolesAt(until - 1)).toEqual(['agent', 'window']);
		expect(rolesAt(until)).toEqual(['agent']);
	});

	test('a key is nobody’s before it was bound, and after its device was revoked', () => {
		const growing = county();
		const bound = growing.state.keys[AGENT]?.from ?? 0;
		const revoke = { type: 'revokeDevice', device: 'device-village', reason: '遗失' };
		const revoked = growing.add(ADMIN, revoke, 'device-hall');
		expect(authorAt(growing.state, AGENT, bound - 1)).toBeNull();
		expect(authorAt(growing.state, AGENT, revoked - 1)?.clerk).toBe('agent');
		expect(authorAt(growing.state, AGENT, revoked)).toBeNull();
		expect(authorAt(growing.state, hash('nobody'), revoked)).toBeNull();
		const device = deviceByKey(growing.state, hash('device village'));
		expect(device && isGood(growing.state, device)).toBe(false);
	});

	test('the answer for a place never changes as the directory grows', () => {
		const growing = county();
		const { pos } = growing.state;
		const then = authorAt(growing.state, AGENT, pos);
		growing.add(ADMIN, grant('agent', '532822104', 'officer'), 'device-hall');
		growing.add(
			ADMIN,
			{ type: 'endRole', clerk: 'agent', unit: '532822104201', role: 'agent' },
			'device-hall'
		);
		growing.add(ADMIN, { type: 'revokeDevice', device: 'device-village', reason: '换机' }, 'device-hall');
		expect(authorAt(growing.state, AGENT, pos)).toEqual(then);
	});

	test('what the county has not receipted gives and takes no right yet', () => {
		const growing = county();
		const pending = { county: null };
		growing.add(ADMIN, grant('agent', '532822104', 'window'), 'device-hall', pending);
		const end = { type: 'endRole', clerk: 'agent', unit: '532822104201', role: 'agent' };
		growing.add(ADMIN, end, 'device-hall', pending);
		const revoke = { type: 'revokeDevice', device: 'device-village', reason: '遗失' };
		growing.add(ADMIN, revoke, 'device-hall', pending);
		expect(growing.state.setAside).toEqual([]);
		expect(rolesNow(growing.state, 'agent')).toEqual([{ unit: '532822104201', role: 'agent' }]);
		expect(authorAt(growing.state, AGENT, growing.state.pos)?.roles).toHaveLength(1);
		expect(growing.state.roles.filter(({ from }) => from > growing.state.pos)).toHaveLength(1);
	});
});

describe('set aside', () => {
	test('what the county holds back, as from a revoked device', () => {
		const growing = county();
		const receipt = { epoch: 1, pos: 9999, time: NOON, standing: 'held' as const };
		growing.add(ADMIN, clerk('x'), 'device-hall', { county: receipt });
		expect(growing.fate).toBe('held');
		expect(growing.state.clerks['x']).toBeUndefined();
	});

	test('a clerk under an account that is another’s', () => {
		const growing = county();
		growing.add(ADMIN, { type: 'putClerk', clerk: { ...clerk('x').clerk, account: 'agent' } }, 'device-hall');
		expect(growing.fate).toBe('already-done');
	});
});

describe('enrolment', () => {
	test('gives each device of a unit its own block of numbers, revoked ones counted', () => {
		const growing = county();
		growing.add(ADMIN, { type: 'revokeDevice', device: 'device-village', reason: '遗失' }, 'device-hall');
		growing.add(hash('code of village'), enrol('second'), 'device-second');
		expect(growing.state.devices['device-second']).toMatchObject({ block: 2, unit: '532822104201' });
	});

	test('works as often as the code allows, and until its time', () => {
		const growing = county();
		growing.add(hash('code of village'), enrol('second'), 'device-second');
		growing.add(hash('code of village'), enrol('third'), 'device-third');
		expect(growing.fate).toBe('not-in-role');
		growing.add(ADMIN, invite('old code', '532822104', 1, NOON), 'device-hall');
		growing.add(hash('old code'), enrol('fourth'), 'device-fourth');
		expect(growing.fate).toBe('not-in-role');
	});

	test('under another device’s name, or with a key that is taken, is set aside', () => {
		const growing = county();
		growing.add(hash('code of village'), enrol('second'), 'device-other');
		expect(growing.fate).toBe('malformed-action');
		growing.add(hash('code of village'), { ...enrol('second'), key: ADMIN }, 'device-second');
		expect(growing.fate).toBe('already-done');
	});

	test('binds a clerk’s key by the device itself, and by no other device', () => {
		const growing = county();
		growing.add(hash('device village'), bind('admin', 'elsewhere'), 'device-hall');
		expect(growing.fate).toBe('not-in-role');
		growing.add(hash('device village'), { ...bind('agent', 'x'), key: ADMIN }, 'device-village');
		expect(growing.fate).toBe('already-done');
	});
});

describe('units', () => {
	test('cannot be within themselves, nor within what is not there', () => {
		const growing = county();
		growing.add(ADMIN, unit('532822', 'county', '532822104201'), 'device-hall');
		expect(growing.fate).toBe('no-such-thing');
		growing.add(ADMIN, unit('532822199', 'township', '999999'), 'device-hall');
		expect(growing.fate).toBe('no-such-thing');
	});
});

test('a receipt key is good between its two times only', () => {
	const growing = county();
	const appoint = { type: 'appointReceiptKey', key: hash('receipts'), from: 100, until: 200 };
	growing.add(ROOT, appoint);
	const good = [99, 100, 199, 200].map((time) => receiptKeyAt(growing.state, hash('receipts'), time));
	expect(good).toEqual([false, true, true, false]);
	expect(receiptKeyAt(growing.state, hash('other'), 150)).toBe(false);
	growing.add(ROOT, { ...appoint, key: hash('pending') }, 'device-of-root', { county: null });
	expect(receiptKeyAt(growing.state, hash('pending'), 150)).toBe(false);
});

test('the fold never throws, sets aside what it cannot use, and replays to the same plain JSON', () => {
	const id = fc.constantFrom('532822', '532822104201', 'agent', 'admin', '__proto__', 'constructor');
	const key = fc.constantFrom(ROOT, ADMIN, AGENT, hash('code of village'), hash('device village'));
	const level = fc.constantFrom('county', 'township', 'village', 7);
	const action = fc.oneof(
		fc.record({
			type: fc.constantFrom(...Object.keys(policy)),
			clerk: id,
			unit: id,
			role: fc.constant('agent')
		}),
		fc.record({
			type: fc.constantFrom('invite', 'enrol', 'bindKey'),
			key,
			clerk: id,
			device: id,
			name: id,
			unit: id
		}),
		fc.record({
			type: fc.constant('putUnit'),
			unit: fc.record({ id, level, parent: id, name: id, short: id })
		}),
		fc.record({
			type: fc.constant('putClerk'),
			clerk: fc.record({ id, name: id, account: id, phone: fc.constant(null) })
		}),
		fc.jsonValue()
	);
	const step = fc.record({
		action,
		key,
		device: fc.constantFrom('device-hall', 'device-village'),
		pending: fc.boolean()
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
			const growing = county();
			for (const { action, key, device, pending } of steps) {
				const before = JSON.stringify(growing.state);
				const { state } = growing;
				growing.add(key, action, device, pending ? { county: null } : {});
				expect(JSON.stringify(state)).toBe(before);
			}
			const replayed = growing.deeds.reduce(advanceDirectory, startDirectory());
			expect(replayed).toEqual(growing.state);
			expect(JSON.parse(JSON.stringify(replayed))).toEqual(replayed);
		}),
		{ numRuns: 300 }
	);
});
