import { expect, test } from 'vitest';
import type { Material } from '../../src/lib/domain/catalogue.ts';
import { otherWays, usualWay } from '../../src/lib/domain/paper-ways.ts';

const register: Material = {
	...{ key: 'm1', standard: 'M02', name: '居民户口簿', source: '20', form: '原件核验', necessity: '必要' },
	...{ shared: false, deferrable: false }
};

test('a paper may follow later only where the item’s own list says so', () => {
	expect(otherWays(register)).not.toContain('later');
	expect(otherWays({ ...register, deferrable: true })).toContain('later');
});

test('a paper need not be brought only where the county can check it by sharing', () => {
	expect(otherWays(register)).not.toContain('county');
	expect(otherWays({ ...register, shared: true })).toContain('county');
});

test('only a proof that an office issues is promised in its place', () => {
	expect(otherWays(register)).toContain('promised');
	expect(otherWays({ ...register, source: '10' })).toEqual(['substitute']);
	expect(otherWays({ ...register, source: '99' })).toEqual(['substitute']);
});

test.each([
	['原件核验', 'seen'],
	['复印件', 'copy'],
	['原件或复印件', 'copy'],
	['原件（空白表由窗口提供）', 'original'],
	['数据共享', 'county'],
	['口头或书面', 'original']
])('%s is usually answered by %s', (form, way) => {
	expect(usualWay({ ...register, form, shared: true })).toBe(way);
});

test('what the county names as shared but does not share is brought', () => {
	expect(usualWay({ ...register, form: '数据共享', shared: false })).toBe('original');
});
