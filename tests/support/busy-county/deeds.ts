import type { CaseAction, Limit } from '../../../src/lib/documents/case/actions.ts';
import { editForm, formHash } from '../../../src/lib/documents/case/form.ts';
import type { CaseState, FieldValue } from '../../../src/lib/documents/case/state.ts';
import type { CatalogueItem, Material, TimeLimit } from '../../../src/lib/domain/catalogue.ts';
import { addDays, chinaDate } from '../../../src/lib/domain/working-days.ts';
import { toBase64Url } from '../../../src/lib/platform/base64url.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Deed } from './course.ts';
import type { Neighbour } from './people.ts';

/** One neighbour's matter, and the units that it will pass. */
export type Matter = {
	number: string;
	item: CatalogueItem;
	who: Neighbour;
	proxy: Neighbour | null;
	origin: string;
	township: string;
	department: string;
};

const PURPOSES = ['家中老人无劳动能力', '收入中断，生活困难', '孩子上学要用', '证件丢失', '年满八十周岁', ''];
const SIGNATURE: [number, number][][] = [
	[
		[180, 240],
		[420, 130],
		[700, 280]
	]
];

/** What a person puts on record with one deed, on the case as they see it. */
export function actionsFor(
	does: Deed,
	{ number, item, who, proxy, origin, township, department }: Matter,
	state: CaseState,
	at: number,
	random: SeededRandom
): CaseAction[] {
	const edit = (values: Record<string, FieldValue>): CaseAction => ({
		type: 'edit',
		...editForm(state.form, values, random.below(2 ** 32))
	});
	const form = formHash(state);
	switch (does) {
		case 'open': {
			const { code } = item.implementation;
			const by = proxy ? 'proxy' : 'self';
			return [
				{ type: 'open', number, item: { code, version: item.version }, unit: origin, by },
				edit(formOf(who, proxy, random.pick(PURPOSES)))
			];
		}
		case 'papers':
			return papersOf(item, random);
		case 'correct-phone':
			return [edit({ 'applicant.phone': `139${String(random.below(10 ** 8)).padStart(8, '0')}` })];
		case 'submit':
			return [{ type: 'submit', to: township, form, signature: SIGNATURE }];
		case 'receive':
			return [{ type: 'receive', unit: township }];
		case 'ask':
			return [askFor(item.implementation.materials, at)];
		case 'supplement':
			return [{ type: 'supplement', form, remark: '已补齐' }];
		case 'accept': {
			const { legal, promised } = item.implementation;
			return [{ type: 'accept', form, legal: limitOf(legal), promised: limitOf(promised) }];
		}
		case 'to-department':
			return [{ type: 'handOver', to: department, remark: '' }];
		case 'receive-there':
			return [{ type: 'receive', unit: department }];
		case 'decide':
			return [decision(form, random)];
		case 'hand-back':
			return [{ type: 'handOver', to: township, remark: '请通知本人领取' }];
		case 'deliver':
			return [{ type: 'deliver', way: 'in-person', taker: who.name, signature: SIGNATURE, remark: '' }];
		case 'decline':
			return [{ type: 'decline', reason: '不属于本机关职权范围', basis: '', otherOrgan: '户籍所在地乡镇' }];
		case 'withdraw':
			return [{ type: 'withdraw', reason: '本人要求撤回', signature: SIGNATURE }];
		case 'note':
			return [{ type: 'note', text: '已电话告知本人' }];
	}
}

function formOf(who: Neighbour, proxy: Neighbour | null, purpose: string): Record<string, FieldValue> {
	return {
		'applicant.name': who.name,
		'applicant.idType': '身份证',
		'applicant.idNumber': who.idNumber,
		'applicant.phone': who.phone,
		'applicant.address': who.address,
		...(purpose !== '' && { 'form.purpose': purpose }),
		...(proxy && {
			'proxy.name': proxy.name,
			'proxy.relation': '子女',
			'proxy.idNumber': proxy.idNumber,
			'proxy.phone': proxy.phone
		})
	};
}

function papersOf(item: CatalogueItem, random: SeededRandom): CaseAction[] {
	const asked = item.implementation.materials.slice(0, 2 + random.below(3));
	return asked.map(({ key, name }) => {
		const way = random.pick(['seen', 'seen', 'original', 'copy', 'photo'] as const);
		const pages = way === 'photo' ? 1 + random.below(3) : 0;
		const photographs = Array.from({ length: pages }, () => ({
			hash: toBase64Url(random.bytes(32)),
			key: toBase64Url(random.bytes(32)),
			size: 120_000 + random.below(200_000),
			mediaType: 'image/jpeg' as const
		}));
		return {
			type: 'attach',
			paper: key,
			name,
			way,
			copies: way === 'seen' ? 0 : 1,
			photographs,
			instead: ''
		};
	});
}

function askFor(materials: Material[], at: number): CaseAction {
	const gaps = materials.slice(0, 2).map(({ key, name }) => ({
		about: key,
		wrong: `${name}看不清`,
		fix: '重新拍照或带原件来',
		where: '村便民服务站',
		substitute: ''
	}));
	const about = { about: 'other', wrong: '缺少说明', fix: '补一份说明', where: '', substitute: '' };
	return {
		type: 'requestCorrection',
		gaps: gaps.length > 0 ? gaps : [about],
		until: addDays(chinaDate(at), 15),
		reasonForAnother: null
	};
}

function decision(form: string, random: SeededRandom): CaseAction {
	const isGranted = random.chance(0.92);
	return {
		type: 'decide',
		outcome: isGranted ? 'granted' : 'refused',
		form,
		opinion: isGranted ? '符合条件，准予' : '不符合条件',
		reason: isGranted ? '' : '家庭人均收入高于当地标准',
		documentNumber: ''
	};
}

/** A limit that the county has confirmed. */
function limitOf(limit: TimeLimit | null): Limit | null {
	if (!limit || limit.value === null || limit.unit === null) return null;
	return { value: limit.value, unit: limit.unit };
}
