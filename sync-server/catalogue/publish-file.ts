import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Problem } from '../../src/lib/domain/catalogue-problems.ts';
import { gatherFiles, type Gathered } from './gather-files.ts';
import { publishRelease, type Publication } from './publish-release.ts';
import { readContent, type ContentRead } from './read-content.ts';

export type Report = { ok: boolean; lines: string[] };

/** `yizhan catalogue publish FILE`: what to print, and whether it was done. */
export async function publishFile(
	file: string,
	publication: Omit<Publication, 'content' | 'files'>
): Promise<Report> {
	const text = await readFile(file, 'utf8').catch(() => null);
	if (text === null) return { ok: false, lines: [`Cannot read ${file}`] };
	const read = readContent(text);
	if (!read.ok) return { ok: false, lines: [`Not published: ${file}`, ...faultLines(read)] };
	const gathered = await gatherFiles(read.content, read.files, dirname(file));
	if (!gathered.ok) return { ok: false, lines: [`Not published: ${file}`, fileLine(gathered)] };
	const { content, files } = gathered;
	const published = await publishRelease({ ...publication, content, files });
	const warnings = read.warnings.map(problemLine);
	if (published.ok) {
		const { number, items, bundles, changed } = published;
		const line = `Release ${number}: ${items} items, ${bundles} bundles, ${changed} changed`;
		return { ok: true, lines: [...warnings, line] };
	}
	if (published.code === 'unchanged') {
		return {
			ok: true,
			lines: [...warnings, 'Nothing differs from the current release; no new one was made']
		};
	}
	return { ok: false, lines: ['Another release was published meanwhile; look at it and publish again'] };
}

function faultLines(read: ContentRead & { ok: false }): string[] {
	if (read.code === 'not-json') return ['It is not JSON'];
	if (read.code === 'malformed') return [`At ${read.at || 'the top'}: expected ${read.expected}`];
	return read.errors.map(problemLine);
}

function fileLine({ code, named }: Gathered & { ok: false }): string {
	return `error: ${named.item}: ${code} material=${named.material} ${named.use}=${named.path}`;
}

function problemLine({ severity, item, rule, params }: Problem): string {
	const details = Object.entries(params).map(([name, value]) => ` ${name}=${value}`);
	return `${severity}: ${item}: ${rule}${details.join('')}`;
}
