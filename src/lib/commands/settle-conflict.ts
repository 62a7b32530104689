import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type SettleCode = 'nothing-to-settle';

/** A person settles what the fold could not: one of two values, or what became of a deed set aside. */
export function settleConflict(
	station: Station,
	doc: string,
	input: Input<'settle'>
): Promise<Deed<SettleCode>> {
	return authorCase<SettleCode>(station, doc, (state) => {
		const { about } = input;
		const open =
			about.kind === 'field'
				? (state.fields[about.key] ?? []).length > 1
				: state.timeline.some(
						(entry) => entry.change === about.deed && entry.setAside && !entry.setAside.settledBy
					);
		return open ? { type: 'settle', ...input } : 'nothing-to-settle';
	});
}
