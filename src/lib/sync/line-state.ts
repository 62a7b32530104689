import type { LineFault } from '../protocol/messages.ts';

/** The line to the county as the chip shows it. */
export type LineState = {
	status: 'off' | 'connecting' | 'on';
	/** Since when it is so, device clock, ms. */
	since: number;
	/** When the county last answered, device clock, ms; null for never. */
	lastContact: number | null;
	/** County clock minus device clock at the last welcome, ms. */
	clockAhead: number | null;
	/** Newest catalogue release that the county told of. */
	release: number;
	/** Why the county or this device closed it, or what the device is now. */
	trouble: LineFault | 'fork' | 'revoked' | 'not-the-county' | 'disk-failed' | null;
	/** Opens the HTTP door while the line is on. */
	ticket: string | null;
	/** Of how many changes that were to come how many have not yet; null when all it was told of are here. */
	receiving: { left: number; of: number } | null;
	/** Ids of changes that the county keeps until what they build on comes from another device. */
	unplaced: string[];
	/** When it tries again by itself, device clock, ms; null while it is on, trying, or waits for a person. */
	nextTry: number | null;
};

/** Of a line that was never tried. */
export function notYetOn(since: number): LineState {
	return {
		status: 'off',
		since,
		lastContact: null,
		clockAhead: null,
		release: 0,
		trouble: null,
		ticket: null,
		receiving: null,
		unplaced: [],
		nextTry: null
	};
}
