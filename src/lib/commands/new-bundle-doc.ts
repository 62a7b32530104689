import type { Station } from '../device/station.ts';
import { newCaseDoc } from './new-case-doc.ts';

/** A new bundle's document: an id as a case's, so that they sort by age. */
export function newBundleDoc(station: Pick<Station, 'clock' | 'random'>): string {
	return newCaseDoc(station).replace('case/', 'bundle/');
}
