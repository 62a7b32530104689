import type { GuideFile, ImplementationItem } from './catalogue.ts';

/** The browser's cache that holds them on a device. */
export const GUIDE_FILES = 'yizhan-guide-files';

/** The longest file of a guide, bytes: every station's tablet keeps all of them. */
export const MOST_FILE_BYTES = 2 * 1024 * 1024;
/** All files of a catalogue together, bytes. */
export const MOST_FILES_BYTES = 200 * 1024 * 1024;

/** Where the county serves it, and under what a device keeps it. */
export function guideFilePath({ sha256, kind }: Pick<GuideFile, 'sha256' | 'kind'>): string {
	return `/catalogue/files/${sha256}.${kind}`;
}

/** The hash that an address of `guideFilePath` names; null for any other address. */
export function hashInPath(path: string): string | null {
	return /^\/catalogue\/files\/([A-Za-z0-9_-]{43})\.(?:pdf|jpg|png)$/.exec(path)?.[1] ?? null;
}

/** Every blank form and sample of these items, each once, in the order in which guides name them. */
export function guideFiles(items: readonly Pick<ImplementationItem, 'materials'>[]): GuideFile[] {
	const files = items.flatMap(({ materials }) =>
		materials.flatMap(({ blank, sample }) => [blank, sample].filter((file) => file !== undefined))
	);
	return [...new Map(files.map((file) => [file.sha256, file])).values()];
}
