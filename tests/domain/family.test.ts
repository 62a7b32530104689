import { expect, test } from 'vitest';
import { familyField, familyOf, readFamilyField } from '../../src/lib/domain/family.ts';

test('the family are those of whom something is said, at their places', () => {
	const fields = {
		[familyField(0, 'name')]: '玉香',
		[familyField(1, 'idType')]: '身份证',
		[familyField(2, 'name')]: '岩罕',
		[familyField(2, 'relation')]: '子女',
		'applicant.name': '岩温'
	};
	expect(familyOf(fields).map(({ place, name, relation }) => [place, name, relation])).toEqual([
		[0, '玉香', ''],
		[2, '岩罕', '子女']
	]);
});

test('a household has twenty places at most', () => {
	expect(readFamilyField('family.19.name')).toEqual({ place: 19, key: 'name' });
	expect(readFamilyField('family.20.name')).toBeNull();
	expect(readFamilyField('family.1.income')).toBeNull();
});
