import { expect, test } from 'vitest';
import { readPersonIdentity } from '../../src/lib/domain/person-identity.ts';

const CARD = '53282219900101004X';

test.each([
	['身份证', '532822 19900101 004x'],
	['', '５３２８２２１９９００１０１００４ｘ'],
	['户口簿', CARD]
])('a person who shows %s with %s is who their identity card says', (idType, typed) => {
	expect(readPersonIdentity(idType, typed)).toEqual({ idType: '身份证', idNumber: CARD });
});

test('a passport that has the form of a card number is no card', () => {
	expect(readPersonIdentity('护照', CARD)).toEqual({ idType: '护照', idNumber: CARD });
	expect(readPersonIdentity('边民证', ' yn－0071 ')).toEqual({ idType: '边民证', idNumber: 'YN-0071' });
});

test('a card number with a slip, or no number at all, is nobody', () => {
	expect(readPersonIdentity('身份证', '532822199001010040')).toBeNull();
	expect(readPersonIdentity('护照', ' ')).toBeNull();
});
