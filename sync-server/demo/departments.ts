/**
 * The county's departments by the prefix of their items' codes: `listed` as in orgs.json, `short` as staff say it.
 * Power and water works are no department of the county; their unit stands for their counter in the hall.
 */
export const departments: Record<string, { listed: string; short: string }> = {
	MZ: { listed: '县民政局', short: '民政局' },
	CL: { listed: '县残疾人联合会', short: '残联' },
	RS: { listed: '县人力资源和社会保障局', short: '人社局' },
	YB: { listed: '县医疗保障局', short: '医保局' },
	GA: { listed: '县公安局', short: '公安局' },
	WJ: { listed: '县卫生健康局', short: '卫健局' },
	ZR: { listed: '县自然资源局', short: '自然资源局' },
	NY: { listed: '县农业农村局', short: '农业农村局' },
	LC: { listed: '县林业和草原局', short: '林草局' },
	ZJ: { listed: '县住房和城乡建设局', short: '住建局' },
	SJ: { listed: '县市场监督管理局', short: '市场监管局' },
	YJ: { listed: '县应急管理局', short: '应急局' },
	YC: { listed: '县烟草专卖局', short: '烟草局' },
	JT: { listed: '县交通运输局', short: '交通局' },
	SL: { listed: '县水务局', short: '水务局' },
	SF: { listed: '县司法局', short: '司法局' },
	TY: { listed: '县退役军人事务局', short: '退役军人局' },
	JY: { listed: '县教育体育局', short: '教体局' },
	SW: { listed: '县税务局', short: '税务局' },
	DL: { listed: '县供电供水企业', short: '供电供水' }
};

/** `MZ` of `MZ-001` */
export function prefixOf(itemCode: string): string {
	return itemCode.slice(0, itemCode.indexOf('-'));
}
