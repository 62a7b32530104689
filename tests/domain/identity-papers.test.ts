import { expect, test } from 'vitest';
import { readIdentityPaper } from '../../src/lib/domain/identity-papers.ts';

test.each([
	['身份证', ' 11010519491231002x ', '11010519491231002X'],
	['户口簿', '11010519491231002X', '11010519491231002X'],
	['护照', 'e 1234 5678', 'E12345678'],
	['港澳台居民居住证', '810000199408230021', '810000199408230021'],
	['港澳居民来往内地通行证', 'h12345678', 'H12345678'],
	['台湾居民来往大陆通行证', '０１２３４５６７', '01234567'],
	['外国人永久居留身份证', 'usa110074080610', 'USA110074080610'],
	['边民证', '滇边 第 0012 号', '滇边 第 0012 号']
])('%s: %j is read as %s', (type, typed, number) => {
	expect(readIdentityPaper(type, typed)).toMatchObject({ ok: true, number });
});

test.each([
	['身份证', '110105194912310021', 'check-digit'],
	['户口簿', '1101051949123', 'length'],
	['港澳台居民居住证', '11010519491231002X', 'region'],
	['港澳台居民居住证', '810000199408230022', 'check-digit'],
	['护照', 'E12', 'form'],
	['台湾居民来往大陆通行证', 'T0123456', 'form'],
	['外国人永久居留身份证', 'USA123', 'form'],
	['边民证', '', 'form']
])('%s: %j has a slip (%s)', (type, typed, code) => {
	expect(readIdentityPaper(type, typed)).toEqual({ ok: false, code });
});

test('a permit of Hong Kong, Macao and Taiwan tells the day of birth too', () => {
	expect(readIdentityPaper('港澳台居民居住证', '810000199408230021')).toMatchObject({
		birthDate: '1994-08-23'
	});
});
