/** 家庭成员 as fields of a case: `family.0.name` … */
export const MOST_FAMILY = 20;

export const familyKeys = ['name', 'relation', 'idType', 'idNumber', 'phone'] as const;
export type FamilyKey = (typeof familyKeys)[number];

/** To the applicant; kept as they are said. */
export const relations = [
	'配偶',
	'子女',
	'父母',
	'孙子女',
	'祖父母',
	'兄弟姐妹',
	'儿媳女婿',
	'公婆岳父母',
	'其他亲属',
	'邻居',
	'村干部'
] as const;

export type FamilyMember = Record<FamilyKey, string>;

export function familyField(place: number, key: FamilyKey): string {
	return `family.${place}.${key}`;
}

/** `family.3.name` is place 3, key `name`; null for any other field. */
export function readFamilyField(field: string): { place: number; key: FamilyKey } | null {
	const match = /^family\.(\d|1\d)\.(\w+)$/.exec(field);
	const key = familyKeys.find((known) => known === match?.[2]);
	return match && key ? { place: Number(match[1]), key } : null;
}

/** Everyone of whom something is said, in the order of their places. */
export function familyOf(fields: Readonly<Record<string, unknown>>): (FamilyMember & { place: number })[] {
	const members: (FamilyMember & { place: number })[] = [];
	for (let place = 0; place < MOST_FAMILY; place++) {
		const said = familyKeys.map((key) => {
			const value = fields[familyField(place, key)];
			return [key, typeof value === 'string' ? value : ''] as const;
		});
		if (said.some(([key, value]) => key !== 'idType' && value !== '')) {
			members.push({ ...(Object.fromEntries(said) as FamilyMember), place });
		}
	}
	return members;
}
