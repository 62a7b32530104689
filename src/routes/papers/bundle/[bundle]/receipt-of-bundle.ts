import type { DirectoryState } from '$lib/documents/directory/state.ts';
import { sharedMaterials } from '$lib/domain/bundle.ts';
import { bundleReceipt, type BundleReceiptFacts } from '$lib/ui/papers/bundle-receipt.ts';
import { circumstancesOf } from '$lib/ui/papers/materials.ts';
import { fieldText } from '$lib/ui/papers/paper.ts';
import { agentOf, maskedPerson } from '$lib/ui/papers/receipt.ts';
import type { App } from '../../../app.svelte.ts';

/**
 * The receipt of a bundle out of the record, given the directory; null where this device has not the bundle, or none
 * of its cases: the person stands in those.
 */
export async function receiptOfBundle(
	app: App,
	doc: string
): Promise<((directory: DirectoryState) => BundleReceiptFacts) | null> {
	const view = await app.station.bundleView(doc);
	if (!view) return null;
	const { state } = view;
	const members = await Promise.all(
		state.members
			.filter(({ dropped }) => dropped === null)
			.map(async ({ item: { code, version }, case: of }) => ({
				code,
				item: await app.catalogue.version(version),
				record: (await app.station.caseView(of))?.state ?? null
			}))
	);
	const first = members.find(({ record }) => record !== null)?.record;
	if (!first) return null;
	const bundle = state.bundle && (await app.catalogue.bundleVersion(state.bundle.version));
	const papers = sharedMaterials(members.flatMap(({ item }) => item ?? [])).flatMap(({ key, uses }) => {
		const taken = uses.flatMap(
			(use) =>
				members
					.find(({ code }) => code === use.item)
					?.record?.papers.find(({ paper }) => paper === use.key) ?? []
		)[0];
		return taken ? [{ ...taken, paper: key }] : [];
	});
	const opened = state.timeline.find(({ type }) => type === 'open');
	const person = (who: 'applicant' | 'proxy') =>
		maskedPerson(fieldText(first, `${who}.name`), fieldText(first, `${who}.idNumber`));
	return (directory) =>
		bundleReceipt({
			...agentOf(directory, state.origin, opened?.clerk ?? null),
			doc,
			number: state.number,
			bundle,
			members: members.map(({ code, item, record }) => ({ code, item, number: record?.number ?? null })),
			principal: person('applicant'),
			proxy: state.by === 'proxy' ? person('proxy') : undefined,
			circumstances: {
				by: first.by,
				// One that was added later has situations of its own.
				situations: members.flatMap(({ record }) => (record ? circumstancesOf(record).situations : []))
			},
			papers,
			at: first.submitted?.at ?? opened?.at ?? 0,
			signature: first.submitted?.signature ?? null
		});
}
