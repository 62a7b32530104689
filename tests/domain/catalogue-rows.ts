import type { BasicItem, ImplementationItem } from '../../src/lib/domain/catalogue.ts';
import { basicVersion } from '../../src/lib/domain/catalogue-version.ts';

export const basicRow: BasicItem = {
	code: 'MZ-001',
	name: '最低生活保障审核确认',
	type: '行政给付',
	typeCode: '05',
	basis: ['社会救助暂行办法'],
	levels: ['县']
};

/** An item that no rule finds fault with. */
export const implementationRow: ImplementationItem = {
	code: 'MZ-001',
	basic: { code: 'MZ-001', version: basicVersion(basicRow) },
	unit: '532822MZ',
	unitName: '民政局',
	aliases: ['低保'],
	readings: ['zui di sheng huo bao zhang shen he que ren', 'di bao'],
	target: '个人',
	acceptLevels: ['村', '乡镇'],
	decideLevel: '县',
	legal: { value: 30, unit: '工作日', note: null },
	promised: { value: 6, unit: '工作日', note: null },
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
	steps: [{ name: '申请受理', by: '乡镇', days: null }],
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
	confidence: 'medium'
};
