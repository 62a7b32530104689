import { expect, test } from 'vitest';
import { contentForMember } from '../../../src/routes/intake/next-member.ts';

const said = {
	'applicant.name': '岩温',
	'applicant.phone': '13800000001',
	'applicant.address': '曼国村三组',
	'proxy.name': '玉罕',
	'proxy.relation': '子女',
	'family.0.name': '玉香',
	'family.0.relation': '配偶',
	'family.0.idNumber': '53282219850304002X',
	'form.purpose': '低保'
};

test('the next of a family carries address, telephone and proxy, and says anew what is their own', () => {
	const content = contentForMember('proxy', said, 0);
	expect(content?.fields).toEqual({
		'applicant.name': '玉香',
		'applicant.idType': '身份证',
		'applicant.idNumber': '53282219850304002X',
		'applicant.phone': '13800000001',
		'applicant.address': '曼国村三组',
		'proxy.name': '玉罕'
	});
	expect(content).toMatchObject({ by: 'proxy', step: 'who', matter: { papers: [] }, signature: [] });
});

test('nobody stands at a place of which nothing was said', () => {
	expect(contentForMember('self', said, 1)).toBeNull();
});
