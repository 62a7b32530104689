import * as v from 'valibot';
import { MOST_MEMBERS } from '../../src/lib/domain/bundle.ts';
import type { CatalogueContent, Material } from '../../src/lib/domain/catalogue.ts';
import { checkContent } from '../../src/lib/domain/catalogue-checks.ts';
import type { Problem } from '../../src/lib/domain/catalogue-problems.ts';

const words = v.pipe(v.string(), v.trim(), v.minLength(1));
const code = v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,64}$/));
const said = v.nullable(v.pipe(v.string(), v.maxLength(2000)));
const path = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500)));
const limit = v.strictObject({
	value: v.nullable(v.number()),
	unit: v.nullable(v.picklist(['工作日', '自然日', '天', '月', '当场'])),
	note: v.nullable(v.string())
});

// Strict: in a file that a person made, a field nobody knows is a field misspelt.
const contentSchema = v.strictObject({
	basic: v.array(
		v.strictObject({
			code,
			name: words,
			type: words,
			typeCode: v.string(),
			basis: v.array(v.string()),
			levels: v.array(v.string())
		})
	),
	implementations: v.array(
		v.strictObject({
			code,
			basic: v.strictObject({ code, version: v.string() }),
			unit: v.nullable(v.string()),
			unitName: v.string(),
			aliases: v.array(words),
			readings: v.array(v.string()),
			target: v.picklist(['个人', '法人']),
			acceptLevels: v.array(v.string()),
			decideLevel: v.string(),
			legal: v.nullable(limit),
			promised: v.nullable(limit),
			kind: v.picklist(['即办件', '承诺件']),
			materials: v.array(
				v.strictObject({
					key: code,
					standard: v.nullable(v.string()),
					name: words,
					source: v.string(),
					form: v.string(),
					necessity: v.picklist(['必要', '按情形提供']),
					shared: v.boolean(),
					deferrable: v.boolean(),
					// Paths, from where the file lies that names them.
					blank: path,
					sample: path
				})
			),
			steps: v.array(v.strictObject({ name: words, by: v.string(), days: v.nullable(v.number()) })),
			publicNotice: v.nullable(limit),
			specialProcedures: v.array(v.string()),
			fee: v.strictObject({ charged: v.nullable(v.boolean()), note: v.nullable(v.string()) }),
			result: v.strictObject({ name: v.nullable(v.string()), validity: v.nullable(v.string()) }),
			proxy: v.picklist(['可', '部分', '不可']),
			proxyNote: v.nullable(v.string()),
			crossRegion: v.nullable(v.string()),
			applicantDeadline: v.nullable(v.string()),
			waitingPeriod: v.nullable(v.string()),
			note: v.nullable(v.string()),
			themes: v.array(v.string()),
			confidence: v.string()
		})
	),
	// A file from before there were bundles has none.
	bundles: v.optional(
		v.pipe(
			v.array(
				v.strictObject({
					code,
					name: words,
					phrase: words,
					readings: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20)),
					target: v.picklist(['个人', '法人']),
					lead: v.nullable(v.string()),
					leadName: v.string(),
					members: v.pipe(
						v.array(
							v.strictObject({
								item: code,
								optional: v.boolean(),
								when: v.nullable(v.string()),
								dependsOn: v.pipe(v.array(code), v.maxLength(MOST_MEMBERS))
							})
						),
						v.maxLength(MOST_MEMBERS)
					),
					sharedMaterials: v.pipe(v.array(v.pipe(words, v.maxLength(200))), v.maxLength(100)),
					orderRule: said,
					source: said,
					note: said,
					confidence: v.string()
				})
			),
			v.maxLength(1000)
		),
		[]
	)
});

/** A blank form or sample that a material names, by its path from where the file lies. */
export type NamedFile = { item: string; material: string; use: 'blank' | 'sample'; path: string };

export type ContentRead =
	/** `content` without the files it names: they are read by `gather-files.ts`. */
	| { ok: true; content: CatalogueContent; files: NamedFile[]; warnings: Problem[] }
	| { ok: false; code: 'not-json' }
	/** `at`: path of the first fault, as in `implementations.3.legal.unit`. */
	| { ok: false; code: 'malformed'; at: string; expected: string }
	| { ok: false; code: 'content-problems'; errors: Problem[] };

/** The tables of a file for `catalogue publish`: JSON of `CatalogueContent`, with every check passed that blocks. */
export function readContent(text: string): ContentRead {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return { ok: false, code: 'not-json' };
	}
	const result = v.safeParse(contentSchema, parsed, { abortEarly: true });
	if (!result.success) {
		const [issue] = result.issues;
		return { ok: false, code: 'malformed', at: v.getDotPath(issue) ?? '', expected: issue.expected ?? '' };
	}
	const { content, files } = apartFromFiles(result.output);
	const problems = checkContent(content);
	const errors = problems.filter((problem) => problem.severity === 'error');
	if (errors.length > 0) return { ok: false, code: 'content-problems', errors };
	return { ok: true, content, files, warnings: problems };
}

function apartFromFiles(written: v.InferOutput<typeof contentSchema>): {
	content: CatalogueContent;
	files: NamedFile[];
} {
	const files: NamedFile[] = [];
	const implementations = written.implementations.map((item) => ({
		...item,
		materials: item.materials.map(({ blank, sample, ...material }): Material => {
			const named = { item: item.code, material: material.key };
			if (blank !== undefined) files.push({ ...named, use: 'blank', path: blank });
			if (sample !== undefined) files.push({ ...named, use: 'sample', path: sample });
			return material;
		})
	}));
	return { content: { ...written, implementations }, files };
}
