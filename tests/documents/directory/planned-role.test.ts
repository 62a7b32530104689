import { expect, test } from 'vitest';
import { rolesNow } from '../../../src/lib/documents/directory/rights.ts';
import { ADMIN, county, grant } from './growing-county.ts';

test('a role may say until when it is planned, which ends nothing by itself and may be put off', () => {
	const growing = county();
	const deputy = { ...grant('agent', '532822104', 'window'), planned: '2000-01-02' };
	growing.add(ADMIN, deputy, 'device-hall');
	expect(growing.state.roles.at(-1)).toMatchObject({ planned: '2000-01-02', until: null, ended: null });
	expect(rolesNow(growing.state, 'agent').map(({ role }) => role)).toEqual(['agent', 'window']);
	const later = { ...grant('agent', '532822104', 'window'), planned: '2000-02-02' };
	growing.add(ADMIN, later, 'device-hall');
	expect(growing.state.roles.filter(({ clerk }) => clerk === 'agent')).toHaveLength(2);
	expect(growing.state.roles.at(-1)).toMatchObject({ planned: '2000-02-02', until: null, ended: null });
	growing.add(ADMIN, later, 'device-hall');
	expect(growing.fate).toBe('already-done');
	growing.add(ADMIN, { ...grant('agent', '532822104', 'officer'), planned: '2026-02-30' }, 'device-hall');
	expect(growing.fate).toBe('malformed-action');
});
