import { expect, test } from 'vitest';
import { MAX_FRAME_LENGTH, readAtCounty, readAtDevice, writeFrame } from '../../src/lib/protocol/frame.ts';
import type { Feed, Push } from '../../src/lib/protocol/messages.ts';

test('P1: lines go out and come back untouched, whatever is in them', () => {
	const lines = ['a\t{"x":"“好”"}\t{}', 'b\\n"\u2028'];
	const push: Push = { type: 'push', lines };
	expect(writeFrame(push)).toBe(`{"type":"push"}\n${lines.join('\n')}`);
	expect(readAtCounty(writeFrame(push))).toEqual(push);
	const feed: Feed = { type: 'feed', cursor: 7, left: 0, sheet: null, lines };
	expect(readAtDevice(writeFrame(feed))).toEqual(feed);
});

test('P1: no lines is no lines, not one empty line', () => {
	const feed: Feed = { type: 'feed', cursor: 7, left: 0, sheet: null, lines: [] };
	expect(readAtDevice(writeFrame(feed))).toEqual(feed);
});

test.each([
	['no JSON', 'hello'],
	['no object', '7'],
	['a message of the other side', '{"type":"welcome","time":1}'],
	['an unknown message', '{"type":"delete"}'],
	['lines where there are none', '{"type":"ping"}\nline'],
	['a cursor below zero', '{"type":"got","cursor":-1}'],
	['a frame that is too long', `{"type":"push"}\n${'x'.repeat(MAX_FRAME_LENGTH)}`]
])('P1: %s is no message to the county', (_, frame) => {
	expect(readAtCounty(frame)).toBeNull();
});

test('P1: a field that a later version adds is no obstacle', () => {
	expect(readAtCounty('{"type":"ping","later":true}')).toMatchObject({ type: 'ping' });
});
