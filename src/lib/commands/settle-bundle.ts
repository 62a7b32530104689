import type { AuthorFault, Station } from '../device/station.ts';
import type { BundleActions } from '../documents/bundle/actions.ts';
import { isUnsettled } from '../documents/timeline.ts';
import type { Outcome } from './outcome.ts';
import type { SettleCode } from './settle-conflict.ts';

/** A person has seen that a deed on a bundle is not in force, and leaves it so. */
export async function settleBundle(
	station: Station,
	bundle: string,
	{ deed, remark }: Pick<BundleActions['settle'], 'deed' | 'remark'>
): Promise<Outcome<null, SettleCode | AuthorFault>> {
	const view = await station.bundleView(bundle);
	const isOpen = view?.state.timeline.some((entry) => entry.change === deed && isUnsettled(entry));
	if (!isOpen) return { ok: false, code: 'nothing-to-settle' };
	const authored = await station.authorTogether([
		{ doc: bundle, onBundle: () => [{ type: 'settle', deed, remark }] }
	]);
	return authored.ok ? { ok: true, value: null } : authored;
}
