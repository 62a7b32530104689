import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

/** 收件: takes what was offered, or the paper itself before its data came. */
export function receiveCase(station: Station, doc: string, input: Input<'receive'>): Promise<Deed> {
	return authorCase<never>(station, doc, () => ({ type: 'receive', ...input }));
}
