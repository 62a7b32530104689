import type {
	BasicItem,
	Bundle,
	CatalogueContent,
	ImplementationItem
} from '../../src/lib/domain/catalogue.ts';
import { basicVersion } from '../../src/lib/domain/catalogue-version.ts';

/** A sound catalogue of `count` items, `MZ-1` and on. `revised` names those whose guide was written anew. */
export function contentOf(count: number, revised: string[] = []): CatalogueContent {
	const basic = Array.from({ length: count }, (_, index) => basicItem(index + 1));
	return {
		basic,
		implementations: basic.map((row) => implementationOf(row, revised.includes(row.code) ? 6 : null)),
		bundles: []
	};
}

/** A bundle of the first items of `contentOf`: each waits for the one before, the last is optional. */
export function bundleOf(count: number, changes: Partial<Bundle> = {}): Bundle {
	return {
		code: 'YJS-1',
		name: '新生儿出生一件事',
		phrase: '我要给新生儿办证落户',
		readings: ['xin sheng er chu sheng yi jian shi', 'wo yao gei xin sheng er ban zheng luo hu'],
		target: '个人',
		lead: '532822MZ',
		leadName: '民政局',
		members: Array.from({ length: count }, (_, index) => ({
			item: `MZ-${index + 1}`,
			optional: index === count - 1,
			when: null,
			dependsOn: index === 0 ? [] : [`MZ-${index}`]
		})),
		sharedMaterials: ['身份证'],
		orderRule: null,
		source: null,
		note: null,
		confidence: 'high',
		...changes
	};
}

function basicItem(number: number): BasicItem {
	return {
		code: `MZ-${number}`,
		name: `第${number}项审核确认`,
		type: '行政给付',
		typeCode: '05',
		basis: ['社会救助暂行办法'],
		levels: ['县', '乡镇']
	};
}

function implementationOf(basic: BasicItem, promisedDays: number | null): ImplementationItem {
	return {
		code: basic.code,
		basic: { code: basic.code, version: basicVersion(basic) },
		unit: '532822MZ',
		unitName: '民政局',
		aliases: [],
		readings: ['shen he que ren'],
		target: '个人',
		acceptLevels: ['村', '乡镇'],
		decideLevel: '县',
		legal: { value: 30, unit: '工作日', note: '情形复杂可延长，以办法为准'.repeat(10) },
		promised: promisedDays === null ? null : { value: promisedDays, unit: '工作日', note: null },
		kind: '承诺件',
		materials: [
			{
				key: 'm1',
				standard: 'M01',
				name: '居民身份证',
				source: '20',
				form: '原件核验',
				necessity: '必要',
				shared: true,
				deferrable: false
			}
		],
		steps: [{ name: '受理', by: '便民服务中心', days: null }],
		publicNotice: null,
		specialProcedures: [],
		fee: { charged: false, note: null },
		result: { name: null, validity: null },
		proxy: '可',
		proxyNote: null,
		crossRegion: null,
		applicantDeadline: null,
		waitingPeriod: null,
		note: null,
		themes: ['社会救助'],
		confidence: 'high'
	};
}
