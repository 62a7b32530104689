import * as v from 'valibot';
import { toCounty, toDevice, type ToCounty, type ToDevice } from './messages.ts';

/** Longer frames are refused before they are read. */
export const MAX_FRAME_LENGTH = 8 * 1024 * 1024;

/**
 * A frame is one line of JSON, the message without its `lines`, and then each line of `lines` as it is:
 * what was signed goes out and is stored untouched, never escaped or encoded again.
 */
export function writeFrame(message: ToCounty | ToDevice): string {
	if (!('lines' in message)) return JSON.stringify(message);
	const { lines, ...header } = message;
	return [JSON.stringify(header), ...(lines as string[])].join('\n');
}

/** Null for anything that is not a message to the county. */
export function readAtCounty(frame: string): ToCounty | null {
	const message = readFrame(frame);
	return v.is(toCounty, message) ? message : null;
}

/** Null for anything that is not a message to a device. */
export function readAtDevice(frame: string): ToDevice | null {
	const message = readFrame(frame);
	return v.is(toDevice, message) ? message : null;
}

function readFrame(frame: string): unknown {
	if (frame.length > MAX_FRAME_LENGTH) return null;
	const end = frame.indexOf('\n');
	try {
		const header = JSON.parse(end < 0 ? frame : frame.slice(0, end)) as unknown;
		if (typeof header !== 'object' || header === null) return null;
		const type = (header as { type?: unknown }).type;
		if (type !== 'push' && type !== 'feed') return end < 0 ? header : null;
		return { ...header, lines: end < 0 ? [] : frame.slice(end + 1).split('\n') };
	} catch {
		return null;
	}
}
