import type { SeededRandom } from '../seeded-random.ts';

/** Somebody who comes to the counter. Nobody of them is real. */
export type Neighbour = { name: string; idNumber: string; phone: string; address: string };

/** How names are made among the peoples of 勐海: family or forename first, then what follows it. */
const PEOPLES: { share: number; first: string[]; rest: string[] }[] = [
	// 傣族: 岩 for men, 玉 and 依 for women.
	{
		share: 42,
		first: ['岩', '岩', '玉', '玉', '依', '刀', '召', '岩罕', '玉罕'],
		rest: ['温', '罕', '香', '叫', '坎', '光', '应', '囡', '儿', '罕香', '甩罕', '南龙', '三光', '坎南香']
	},
	// 哈尼族: a child's name begins with the end of the father's.
	{
		share: 20,
		first: ['批', '车', '飘', '搓', '二', '克', '门', '三'],
		rest: ['二', '黑', '土', '车', '们', '优', '梭', '飘', '娘', '果腊']
	},
	// 布朗族
	{ share: 10, first: ['岩', '玉', '康朗'], rest: ['三砍', '南甩', '布', '帕', '糯', '果', '香甩', '三永'] },
	// 拉祜族: 扎 for men, 娜 for women.
	{
		share: 10,
		first: ['扎', '娜', '李扎', '李娜'],
		rest: ['啊', '克', '妥', '思', '四', '莫', '儿', '袜', '海']
	},
	// 汉族
	{
		share: 17,
		first: ['李', '王', '杨', '张', '罗', '欧阳'],
		rest: ['明', '秀英', '建国', '丽', '志强', '春花', '永芳', '云', '国华', '文斌']
	},
	// Married in from afar: the longest name that a form must hold.
	{ share: 1, first: ['古丽巴哈尔汗·', '努尔阿米娜·'], rest: ['阿卜杜热合曼江汗', '买买提'] }
];

const HAMLETS = ['一组', '二组', '曼兴', '曼冈', '上寨', '下寨', '新寨', '老寨'];
/** No authority's: 999999 is no division, so that no number is a living person's. */
const NOWHERE = '999999';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function neighbour(random: SeededRandom, village: string): Neighbour {
	const { first, rest } = peopleOf(random.below(100));
	return {
		name: random.pick(first) + random.pick(rest),
		idNumber: idNumber(random),
		phone: `130${digits(random, 8)}`,
		address: `${village}${random.pick(HAMLETS)}${1 + random.below(90)}号`
	};
}

function peopleOf(place: number): (typeof PEOPLES)[number] {
	let passed = 0;
	const found = PEOPLES.find(({ share }) => (passed += share) > place);
	if (!found) throw new Error('the shares are not a hundred');
	return found;
}

/** Of the right form, with the right check digit (GB 11643). */
function idNumber(random: SeededRandom): string {
	const month = String(1 + random.below(12)).padStart(2, '0');
	const day = String(1 + random.below(28)).padStart(2, '0');
	const number = `${NOWHERE}${1935 + random.below(80)}${month}${day}${digits(random, 3)}`;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	return number + ('10X98765432'[sum % 11] ?? '');
}

function digits(random: SeededRandom, count: number): string {
	return Array.from({ length: count }, () => random.below(10)).join('');
}
