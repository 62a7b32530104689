import type {
	BasicItem,
	Bundle,
	CatalogueContent,
	ImplementationItem,
	LimitUnit,
	Material,
	Step,
	TimeLimit
} from '../../src/lib/domain/catalogue.ts';
import { basicVersion } from '../../src/lib/domain/catalogue-version.ts';
import bundles from './bundles.json' with { type: 'json' };
import catalog from './catalog.json' with { type: 'json' };
import { departments, prefixOf } from './departments.ts';
import { readingOf } from './readings.ts';
import { themesOf } from './themes.ts';
import { departmentUnit } from './units.ts';

type Row = (typeof catalog.items)[number];

/**
 * The demo county's catalogue as `catalogue publish` takes it. Official item codes are not known, so both
 * tables go by the compilers' codes; what they could not confirm stays null.
 */
export function demoContent(): CatalogueContent {
	const rows = catalog.items.map((row) => ({ row, basic: basicOf(row) }));
	return {
		basic: rows.map(({ basic }) => basic),
		implementations: rows.map(({ row, basic }) => implementationOf(row, basic)),
		bundles: bundles.bundles.map(bundleOf)
	};
}

function basicOf(row: Row): BasicItem {
	return {
		code: row.id,
		name: row.name,
		type: row.type,
		typeCode: row.type_code,
		basis: row.legal_basis,
		levels: [row.decide_level]
	};
}

function implementationOf(row: Row, basic: BasicItem): ImplementationItem {
	return {
		code: row.id,
		basic: { code: basic.code, version: basicVersion(basic) },
		unit: row.decide_level === '县' ? departmentUnit(prefixOf(row.id)) : null,
		unitName: row.department,
		aliases: row.aliases,
		readings: [row.name, ...row.aliases].map(readingOf),
		target: row.target as ImplementationItem['target'],
		acceptLevels: row.accept_levels,
		decideLevel: row.decide_level,
		legal: limitOf(row.legal_days),
		promised: ownPromise(limitOf(row.promised_days)),
		kind: row.case_kind as ImplementationItem['kind'],
		materials: row.materials.map(materialOf),
		steps: row.steps satisfies Step[],
		publicNotice: limitOf(row.public_notice_days),
		specialProcedures: row.special_procedures,
		fee: row.fee,
		result: row.result,
		proxy: row.proxy as ImplementationItem['proxy'],
		proxyNote: row.proxy_note,
		crossRegion: row.cross_region,
		applicantDeadline: row.applicant_deadline,
		waitingPeriod: row.waiting_period?.note ?? null,
		note: row.note && wording(row.note),
		themes: themesOf(row.id),
		confidence: row.confidence
	};
}

function bundleOf(row: (typeof bundles.bundles)[number]): Bundle {
	return {
		code: row.id,
		name: row.name,
		phrase: row.citizen_phrase,
		readings: [row.name, row.citizen_phrase].map(readingOf),
		target: row.target as Bundle['target'],
		lead: leadOf(row.lead_department),
		leadName: row.lead_department,
		members: row.members.map(({ item_id, optional, depends_on }) => ({
			item: item_id,
			optional,
			when: null,
			dependsOn: depends_on
		})),
		sharedMaterials: row.shared_materials,
		orderRule: row.order_rule || null,
		source: row.source || null,
		note: row.note || null,
		confidence: row.confidence
	};
}

/** Null for 乡镇人民政府: each township leads its own. */
function leadOf(department: string): string | null {
	const found = Object.entries(departments).find(([, { listed }]) => listed === `县${department}`);
	return found ? departmentUnit(found[0]) : null;
}

function limitOf(limit: { value: number; unit: string; note: string | null } | null): TimeLimit | null {
	return limit && { ...limit, unit: limit.unit as LimitUnit, note: limit.note && wording(limit.note) };
}

/**
 * A promise that the compilers read in another county's text (津市市, 桂阳, 资兴市: each says so in its note) binds
 * nobody here: the figure stays in the note, the limit is for this county to confirm.
 */
function ownPromise(limit: TimeLimit | null): TimeLimit | null {
	if (!limit?.note) return limit;
	const figure = limit.unit === '当场' ? '当场' : `${limit.value} 个${limit.unit}`;
	return { value: null, unit: null, note: `外地做法，供参考：${figure}（${limit.note}）` };
}

/** The compilers' own reference marks say nothing to a reader. */
function wording(note: string): string {
	return note.replace(/[（(]种子\d+[^）)]*[）)]/g, '');
}

const SOURCE_CODES: Record<string, string> = catalog.meta.source_codes;

function materialOf(material: Row['materials'][number], place: number): Material {
	return {
		key: `m${place + 1}`,
		standard: material.std_id,
		name: material.name,
		source: SOURCE_CODES[material.source] ?? '',
		form: material.form,
		necessity: material.necessity as Material['necessity'],
		shared: material.e_licence_or_share,
		deferrable: material.deferrable
	};
}
