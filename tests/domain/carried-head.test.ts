import { expect, test } from 'vitest';
import { readCarriedHead, writeCarriedHead, type CarriedHead } from '../../src/lib/domain/carried-head.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const head: CarriedHead = {
	kind: 'parcel',
	version: 7,
	county: { id: '532822', name: '勐海县' },
	device: 'device-1',
	unit: '532822104201',
	at: 5,
	changes: 12,
	photographs: 3
};

test('the head of a carried file says what it is and of which county, also with what a later version adds', () => {
	const line = writeCarriedHead(head);
	const length = bytes(line).length;
	expect(readCarriedHead(bytes(`${line}\u0000\u0001`))).toEqual({ head, length });
	const later = `${JSON.stringify({ ...JSON.parse(line), later: true })}\n`;
	expect(readCarriedHead(bytes(later))?.head).toEqual(head);
});

test('what is no carried file, or has no end to its first line, is not guessed at', () => {
	const line = writeCarriedHead(head);
	expect(readCarriedHead(bytes('PK\u0003\u0004\n'))).toBeNull();
	expect(readCarriedHead(bytes(line.slice(0, -1)))).toBeNull();
	expect(readCarriedHead(bytes(line.replace('"version":7', '"version":"7"')))).toBeNull();
	expect(readCarriedHead(Uint8Array.from([0xff, 0xfe, 0x0a]))).toBeNull();
	expect(readCarriedHead(bytes(`${' '.repeat(5000)}\n`))).toBeNull();
});
