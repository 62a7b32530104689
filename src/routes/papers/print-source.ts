import type { DirectoryState } from '$lib/documents/directory/state.ts';
import { decideBy } from '$lib/documents/case/standing.ts';
import type { PaperSource } from '$lib/ui/papers/paper.ts';
import type { App } from '../app.svelte.ts';
import { fieldsToWrite } from '../intake/checks.ts';
import { readContent } from '../intake/draft.ts';

/** What this device can print a case's papers from, given the directory; null where it has no such case. */
export async function printSource(
	app: App,
	doc: string
): Promise<((directory: DirectoryState) => PaperSource) | null> {
	const view = await app.station.caseView(doc);
	if (!view) return null;
	const { state } = view;
	const draft = (await app.station.drafts()).find((each) => each.doc === doc);
	const item = state.item ? await app.catalogue.version(state.item.version) : null;
	const written = draft ? fieldsToWrite(readContent(draft.content), []) : {};
	const typed = Object.fromEntries(
		Object.entries(written).map(([key, value]) => [key, String(value ?? '')] as const)
	);
	const due = state.accepted && decideBy(state, state.accepted, app.calendar);
	return (directory) => ({ state, item, directory, decideBy: due, typed });
}
