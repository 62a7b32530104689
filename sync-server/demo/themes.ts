/**
 * Themes of life (主题分类), as people look for things, with the items in each: codes, or a prefix for all of
 * a department's. An item may be in several.
 */
const THEMES: Record<string, string> = {
	生育收养: 'WJ-001 WJ-002 WJ-003 WJ-004 WJ-005 WJ-006 WJ-007 YB-010 YB-011 GA-001 MZ-015',
	教育: 'JY GA-006 GA-007',
	户籍证件: 'GA',
	婚姻: 'MZ-012 MZ-013 MZ-014 GA-003',
	就业创业: 'RS-001 RS-002 RS-003 RS-004 RS-005 RS-006 RS-007 RS-008 RS-009 RS-023 RS-024 RS-025 JY-005',
	社会保障:
		'RS-005 RS-006 RS-010 RS-011 RS-012 RS-013 RS-014 RS-015 RS-016 RS-017 RS-018 RS-019 RS-020 RS-021 RS-022 RS-023 RS-026 RS-027 SW-001',
	医疗: 'YB WJ-004 WJ-010 WJ-011',
	社会救助: 'MZ-001 MZ-002 MZ-003 MZ-004 MZ-005 MZ-009 MZ-010 MZ-020 YB-013 NY-012 YJ-002 ZJ-001 JY-002',
	残疾人: 'CL MZ-007 MZ-008',
	养老: 'MZ-002 MZ-006 MZ-011 MZ-016 RS-010 RS-011 RS-012 RS-026 WJ-008 TY-005 GA-004',
	退役军人: 'TY',
	住房土地: 'ZR ZJ MZ-021',
	水电: 'DL SL-001',
	农业林业: 'NY LC ZR-007 ZR-008',
	经营: 'SJ YC YJ-001 JT WJ-009 WJ-010 WJ-011 MZ-016 NY-007 NY-010 NY-011 RS-008',
	缴费纳税: 'SW',
	法律服务: 'SF NY-002 RS-024',
	身后事: 'GA-002 MZ-017 MZ-018 MZ-019 RS-013 RS-027 YB-014'
};

export function themesOf(itemCode: string): string[] {
	return Object.entries(THEMES)
		.filter(([, members]) =>
			members.split(' ').some((member) => itemCode === member || itemCode.startsWith(`${member}-`))
		)
		.map(([theme]) => theme);
}
