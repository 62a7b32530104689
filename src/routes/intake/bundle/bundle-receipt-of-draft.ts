import type { DirectoryState } from '$lib/documents/directory/state.ts';
import { bundleReceipt, type BundleReceiptFacts } from '$lib/ui/papers/bundle-receipt.ts';
import { agentOf, maskedPerson } from '$lib/ui/papers/receipt.ts';
import type { IntakeContent } from '../draft.ts';
import type { BundleMatter } from './bundle-matter.svelte.ts';

type DraftSetting = { directory: DirectoryState; unit: string; clerk: string; now: number };

/** The receipt of 一件事 as far as it is written: its cases get their numbers when it is signed. */
export function bundleReceiptOfDraft(
	{ by, fields, matter: { situations }, signature, onPaper }: IntakeContent,
	matter: Pick<BundleMatter, 'doc' | 'parts' | 'counted'>,
	{ directory, unit, clerk, now }: DraftSetting
): BundleReceiptFacts {
	const { doc, parts } = matter;
	const person = (key: 'applicant' | 'proxy'): string | null =>
		maskedPerson(fields[`${key}.name`]?.trim() || null, fields[`${key}.idNumber`]?.trim() || null);
	return bundleReceipt({
		...agentOf(directory, unit, clerk),
		doc,
		number: null,
		bundle: parts.bundle ?? null,
		members: parts.memberItems.map((item) => ({ code: item.implementation.code, item, number: null })),
		principal: person('applicant'),
		proxy: by === 'proxy' ? person('proxy') : undefined,
		circumstances: { by, situations },
		papers: matter.counted(by),
		at: now,
		signature: onPaper || signature.length > 0 ? signature : null
	});
}
