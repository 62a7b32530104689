import { acceptCase } from '../../src/lib/commands/accept-case.ts';
import { attachPaper } from '../../src/lib/commands/attach-paper.ts';
import { decideCase } from '../../src/lib/commands/decide-case.ts';
import { declineCase } from '../../src/lib/commands/decline-case.ts';
import { deliverCase } from '../../src/lib/commands/deliver-case.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { receiveCase } from '../../src/lib/commands/receive-case.ts';
import { requestCorrection } from '../../src/lib/commands/request-correction.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import { supplementCase } from '../../src/lib/commands/supplement-case.ts';
import type { OpenStation } from '../../src/lib/device/open-station.ts';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';

const SIGNATURE: [number, number][][] = [
	[
		[120, 240],
		[420, 120],
		[860, 300]
	]
];

const dibao = catalogueItems(demoContent()).find(({ implementation }) => implementation.code === 'MZ-001');

type Who = { station: OpenStation; unit: string };
type Opened = { id: string; number: string };

/** 低保 for 岩罕, whose daughter came in her place with a letter of authority; not yet signed. */
export async function openByProxy({ station, unit }: Who): Promise<Opened> {
	if (!dibao) throw new Error('the demo county has no 低保');
	const doc = newCaseDoc(station);
	const { number } = done(
		await openCase(station, {
			...{ doc, item: dibao, unit, by: 'proxy' },
			fields: {
				'applicant.name': '岩罕',
				'applicant.idNumber': '11010519491231002X',
				'applicant.phone': '13800000001',
				'applicant.address': '勐海镇曼国村三组',
				'proxy.name': '玉香',
				'proxy.idNumber': '110105198001010024',
				'proxy.phone': '13800000002',
				'proxy.relation': '女儿',
				'proxy.powers': 'submit,sign,collect',
				'proxy.from': '2026-11-25',
				'proxy.until': '2027-02-25',
				'proxy.witness': '刀明'
			}
		})
	);
	for (const { key, name } of dibao.implementation.materials.slice(0, 5)) {
		done(
			await attachPaper(station, doc, {
				paper: key,
				name,
				way: 'copy',
				copies: 1,
				photographs: [],
				instead: ''
			})
		);
	}
	return { id: doc.slice('case/'.length), number };
}

export async function submit({ station }: Who, { id }: Opened, to: string): Promise<void> {
	done(await submitCase(station, `case/${id}`, { to, signature: SIGNATURE }));
}

/** Told of two gaps, mended, accepted, granted, handed over. */
export async function wholeLife(who: Who, opened: Opened): Promise<void> {
	const { station, unit } = who;
	const doc = `case/${opened.id}`;
	await submit(who, opened, unit);
	done(await receiveCase(station, doc, { unit }));
	const gaps = [
		gap('m7', '残疾人证已过有效期', '换领新证后交复印件', '县残联', '县残联出具的证明'),
		gap('m6', '收入说明未签字', '本人签字或按手印', '', '')
	];
	done(await requestCorrection(station, doc, { gaps, until: '2027-01-15', reasonForAnother: null }));
	done(await supplementCase(station, doc, { remark: '' }));
	const promised = { value: 6, unit: '工作日' as const };
	done(await acceptCase(station, doc, { legal: { value: 30, unit: '工作日' }, promised }));
	done(
		await decideCase(station, doc, {
			...{ outcome: 'granted', reason: '', documentNumber: '海民低保〔2026〕17号' },
			authorised: null,
			opinion: '家庭人均收入低于当地标准，财产状况符合规定。'
		})
	);
	done(
		await deliverCase(station, doc, {
			...{ way: 'proxy', taker: '玉香', remark: '凭授权委托书领取' },
			signature: SIGNATURE
		})
	);
}

/** Told of more gaps than one page holds. */
export async function askedForMuch(who: Who, opened: Opened): Promise<void> {
	const { station, unit } = who;
	const doc = `case/${opened.id}`;
	await submit(who, opened, unit);
	done(await receiveCase(station, doc, { unit }));
	const gaps = Array.from({ length: 24 }, (_, at) =>
		gap('other', `第 ${at + 1} 处没有填写，或者填写的与户口簿不一致`, '对照户口簿填写', '', '')
	);
	done(await requestCorrection(station, doc, { gaps, until: '2027-01-15', reasonForAnother: null }));
}

export async function declined(who: Who, opened: Opened): Promise<void> {
	const { station, unit } = who;
	const doc = `case/${opened.id}`;
	await submit(who, opened, unit);
	done(await receiveCase(station, doc, { unit }));
	done(
		await declineCase(station, doc, {
			reason: '户籍不在本县',
			basis: '《社会救助暂行办法》第十一条',
			otherOrgan: '景洪市民政局'
		})
	);
}

function gap(about: string, wrong: string, fix: string, where: string, substitute: string) {
	return { about, wrong, fix, where, substitute };
}

function done<T>(outcome: { ok: true; value: T } | { ok: false; code: string }): T {
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value;
}
