import type { BasicItem, CatalogueContent, ImplementationItem, Material, TimeLimit } from './catalogue.ts';
import { checkBundles } from './bundle-checks.ts';
import { error, repeated, warning, type Problem } from './catalogue-problems.ts';
import { basicVersion } from './catalogue-version.ts';

/** What is wrong with a catalogue before it is published. Empty when nothing is. */
export function checkContent(content: CatalogueContent): Problem[] {
	const basics = new Map(content.basic.map((basic) => [basic.code, basic]));
	const used = new Set(content.implementations.map((item) => item.basic.code));
	return [
		...repeated(content.basic.map((basic) => basic.code)).map((code) => error('duplicate-basic-code', code)),
		...content.basic.flatMap(checkBasic),
		...content.basic
			.filter((basic) => !used.has(basic.code))
			.map((basic) => warning('basic-unused', basic.code)),
		...repeated(content.implementations.map((item) => item.code)).map((code) =>
			error('duplicate-code', code)
		),
		...content.implementations.flatMap((item) => checkImplementation(item, basics.get(item.basic.code))),
		...checkBundles(content)
	];
}

function checkBasic(basic: BasicItem): Problem[] {
	const problems: Problem[] = [];
	if (basic.name.trim() === '') problems.push(error('name-missing', basic.code));
	if (basic.basis.every((law) => law.trim() === '')) problems.push(error('basis-missing', basic.code));
	return problems;
}

function checkImplementation(item: ImplementationItem, basic: BasicItem | undefined): Problem[] {
	const { code } = item;
	const problems: Problem[] = [];
	if (!basic) problems.push(error('basic-missing', code, { basic: item.basic.code }));
	else if (basicVersion(basic) !== item.basic.version) problems.push(error('basic-version-differs', code));
	if (item.unit === null) problems.push(warning('unit-missing', code, { unitName: item.unitName }));
	if (item.readings.length !== 1 + item.aliases.length) problems.push(error('readings-missing', code));
	if (item.proxy !== '可' && item.proxyNote === null) {
		problems.push(warning('proxy-without-note', code, { proxy: item.proxy }));
	}
	if (item.themes.length === 0) problems.push(warning('theme-missing', code));
	return [...problems, ...checkLimits(item), ...checkMaterials(item)];
}

function checkLimits({ code, legal, promised, publicNotice }: ImplementationItem): Problem[] {
	const problems = [legal, promised, publicNotice]
		.filter((limit) => limit !== null && limit.value !== null && limit.unit === null)
		.map(() => error('limit-without-unit', code));
	if (isLonger(promised, legal)) {
		problems.push(
			error('promised-beyond-legal', code, { promised: written(promised), legal: written(legal) })
		);
	}
	return problems;
}

/** Only limits of the same unit can be compared: none is converted. */
function isLonger(promised: TimeLimit | null, legal: TimeLimit | null): boolean {
	if (promised?.value == null || legal?.value == null) return false;
	return promised.unit === legal.unit && promised.value > legal.value;
}

function written(limit: TimeLimit | null): string {
	return `${String(limit?.value ?? '')}${limit?.unit ?? ''}`;
}

/** 申请人自备, 政府部门核发, 中介机构出具, 其他 (standards.md §2.1). */
const SOURCES = ['10', '20', '30', '99'];

/** 兜底性材料, which 国务院 forbids: a list must say what it wants. */
const CATCH_ALL = /其他.{0,6}材料|其它.{0,6}材料|等(相关|有关|其他)?材料|需要提供的材料/;

function checkMaterials({ code, materials }: ImplementationItem): Problem[] {
	const about = (material: Material) => ({ material: material.name });
	return [
		...repeated(materials.map((material) => material.key)).map((key) =>
			error('duplicate-material-key', code, { key })
		),
		...materials
			.filter((material) => !SOURCES.includes(material.source))
			.map((material) => error('material-without-source', code, about(material))),
		...materials
			.filter((material) => CATCH_ALL.test(material.name))
			.map((material) => error('catch-all-material', code, about(material)))
	];
}
