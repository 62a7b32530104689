/**
 * The catalogue's shapes. Three tables: the basic catalogue (基本目录: name, type, legal basis and code, the same
 * everywhere, 三级四同), the implementation list (实施清单: everything else, one row an item and unit) and the bundles.
 * null means "not confirmed by the county" and is shown so; it is never 0.
 */

export type LimitUnit = '工作日' | '自然日' | '天' | '月' | '当场';

/** A time limit with its own unit; never converted. */
export type TimeLimit = { value: number | null; unit: LimitUnit | null; note: string | null };

/** 基本目录: one row an item for the whole country or province. */
export type BasicItem = {
	code: string;
	name: string;
	type: string;
	typeCode: string;
	/** 设定依据 */
	basis: string[];
	/** 行使层级 */
	levels: string[];
};

/** What a file of a guide may be: what any tablet shows and prints by itself. */
export const guideFileTypes = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' } as const;
export type GuideFileKind = keyof typeof guideFileTypes;

/** A file that the county hands out with a guide, named by its content: whoever has the guide can tell it is the one meant. */
export type GuideFile = {
	/** SHA-256 of the file, base64url. */
	sha256: string;
	/** As people call it, without an ending. */
	name: string;
	kind: GuideFileKind;
	bytes: number;
};

export type Material = {
	/** `m1`, `m2` … within the item; what `attach` names. */
	key: string;
	/** Number in the library of standard materials (M01 …); null for one of the item's own. */
	standard: string | null;
	name: string;
	/** Code of the source channel: 10 the applicant's own, 20 issued by government, 99 other (standards.md §2.1). */
	source: string;
	/** 原件, 复印件, 原件核验 … as the county wrote it. */
	form: string;
	/** 必要 / 按情形提供 */
	necessity: '必要' | '按情形提供';
	/** Available by e-licence or data sharing. */
	shared: boolean;
	/** 可容缺 */
	deferrable: boolean;
	/** 空白表: to be filled in at home; not there where the county gave none. */
	blank?: GuideFile;
	/** 填写样表 */
	sample?: GuideFile;
};

export type Step = { name: string; by: string; days: number | null };

/** 实施清单: one row an item and implementing unit. */
export type ImplementationItem = {
	code: string;
	/** The basic row it implements, pinned by its version. */
	basic: { code: string; version: string };
	/** Directory unit that decides; null where the county has not said. */
	unit: string | null;
	unitName: string;
	aliases: string[];
	/**
	 * 拼音 of the name and then of each alias: a syllable for every sign, apart by spaces, no tones, ü as v; both
	 * where a sign is read in two ways (`ai|yan wen`). A sign that is no 汉字 stands for itself. Made at publishing.
	 */
	readings: string[];
	target: '个人' | '法人';
	acceptLevels: string[];
	decideLevel: string;
	legal: TimeLimit | null;
	promised: TimeLimit | null;
	/** 即办件 / 承诺件 */
	kind: '即办件' | '承诺件';
	materials: Material[];
	steps: Step[];
	publicNotice: TimeLimit | null;
	specialProcedures: string[];
	fee: { charged: boolean | null; note: string | null };
	result: { name: string | null; validity: string | null };
	/** Whether someone else may apply for the person (代办). */
	proxy: '可' | '部分' | '不可';
	proxyNote: string | null;
	crossRegion: string | null;
	applicantDeadline: string | null;
	waitingPeriod: string | null;
	note: string | null;
	/** 主题分类 */
	themes: string[];
	/** How sure the compilers were: high, medium, low. */
	confidence: string;
};

/** One item as guides, lists and cases use it: both rows, and the version that names them. */
export type CatalogueItem = { version: string; basic: BasicItem; implementation: ImplementationItem };

export function itemsByCode(items: readonly CatalogueItem[]): ReadonlyMap<string, CatalogueItem> {
	return new Map(items.map((item) => [item.implementation.code, item]));
}

/** One item's part in a bundle. */
export type BundleMember = {
	/** Code of the item. */
	item: string;
	/** Done only where the person wants or needs it. */
	optional: boolean;
	/** When an optional one is called for; null where the county has not said. */
	when: string | null;
	/** Codes of the members that must be decided before this one can be. */
	dependsOn: string[];
};

/** 一件事: several items that people need as one matter (F013–F016, F090). One row a bundle. */
export type Bundle = {
	code: string;
	name: string;
	/** How a person says it: 我要给新生儿办证落户. */
	phrase: string;
	/** 拼音 of the name and of the phrase, as `ImplementationItem.readings`. */
	readings: string[];
	target: ImplementationItem['target'];
	/** 牵头部门: the directory unit that leads; null where the county has not said, or each township does. */
	lead: string | null;
	leadName: string;
	members: BundleMember[];
	/** What the county says is handed in once, in its words; what is truly shared follows from the items' own lists. */
	sharedMaterials: string[];
	orderRule: string | null;
	source: string | null;
	note: string | null;
	/** How sure the compilers were: high, medium, low. */
	confidence: string;
};

/** A bundle and the version that names it. */
export type CatalogueBundle = { version: string; bundle: Bundle };

/** What `catalogue publish` takes: every table whole. */
export type CatalogueContent = {
	basic: BasicItem[];
	implementations: ImplementationItem[];
	bundles: Bundle[];
};

/**
 * A release: immutable, numbered, signed by an admin's key. A device shows no catalogue that it has not
 * checked against one.
 */
export type ReleaseRecord = {
	v: 1;
	/** A restored server begins a new lineage; devices then fetch the snapshot again. */
	lineage: string;
	number: number;
	/** SHA-256 of the previous record's text; null for the first. */
	previous: string | null;
	/** Item code → version (SHA-256 of the item's canonical JSON, which pins its basic row). */
	items: Record<string, string>;
	/** Basic code → SHA-256 of the basic row's canonical JSON. */
	basics: Record<string, string>;
	/** Bundle code → SHA-256 of the bundle's canonical JSON. Not in the text where there are none. */
	bundles: Record<string, string>;
	/** SHA-256 of the snapshot: the Yjs update, uncompressed. */
	snapshot: string;
	/** Oldest app version that can read it. */
	oldestApp: string;
	/** The publisher's clock, ms. */
	at: number;
};

/** The record's text as it was signed, for ever. */
export type SignedRelease = { text: string; key: string; signature: string };
