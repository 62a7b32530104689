import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/lib/changes/change.ts';
import type { Placed } from '../../src/lib/changes/order.ts';
import { startDirectory } from '../../src/lib/documents/directory/fold.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { deedOf } from '../../src/lib/record/deed-of.ts';

const VILLAGE = '532822104201';

/** An agent since 10, and an officer since 50. */
function directory(): DirectoryState {
	const state = startDirectory();
	state.pos = 60;
	state.devices['tablet'] = {
		id: 'tablet',
		unit: VILLAGE,
		name: '',
		key: 'tablet-key',
		block: 1,
		from: 10,
		until: null,
		since: 10,
		invitedBy: null
	};
	state.keys['key'] = { key: 'key', clerk: 'yan-wen', device: 'tablet', from: 10 };
	const term = { clerk: 'yan-wen', unit: VILLAGE, until: null, since: 10, ended: null, planned: null };
	state.roles.push({ ...term, role: 'agent', from: 10 }, { ...term, role: 'officer', from: 50 });
	return state;
}

function placed(known: number, pos: number | null): Placed {
	const envelope: Envelope = {
		v: 1,
		doc: 'case/1',
		author: 'key',
		device: 'tablet',
		seq: 1,
		prev: null,
		seen: [],
		known: { epoch: 0, directory: known, time: 0 },
		at: 0,
		body: ''
	};
	const receipt = pos === null ? null : { id: '1', epoch: 1, pos, time: 0, standing: 'ok' as const };
	return { change: { id: '1', envelope, body: null, line: '' }, receipt };
}

describe('the author of a deed', () => {
	const rolesOf = (one: Placed) => deedOf(one, directory()).author?.roles.map(({ role }) => role);

	test('has the roles of the place in the sequence that the device knew', () => {
		expect(rolesOf(placed(20, 55))).toEqual(['agent']);
		expect(rolesOf(placed(50, 55))).toEqual(['agent', 'officer']);
		expect(rolesOf(placed(5, 55))).toBeUndefined();
		expect(rolesOf(placed(20, null))).toEqual(['agent']);
	});

	test('gains nothing by claiming to know what came after, so a later grant changes no earlier deed', () => {
		expect(rolesOf(placed(Number.MAX_SAFE_INTEGER, 40))).toEqual(['agent']);
	});
});
