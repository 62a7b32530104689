import { expect, test } from 'vitest';
import { readExportHead } from '../../src/lib/domain/export-head.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const head = { yizhan: 'export', version: 7, county: { id: '532822', name: '勐海县' }, later: true };

test('the head of an export says its county and version, also with what a later version adds', () => {
	expect(readExportHead(bytes(`${JSON.stringify(head)}\n\u0000\u0001`))).toEqual({
		version: 7,
		county: { id: '532822', name: '勐海县' }
	});
});

test('what is no export, or has no end to its first line, is not guessed at', () => {
	expect(readExportHead(bytes('PK\u0003\u0004\n'))).toBeNull();
	expect(readExportHead(bytes(JSON.stringify(head)))).toBeNull();
	expect(readExportHead(bytes(`${JSON.stringify({ ...head, version: '7' })}\n`))).toBeNull();
	expect(readExportHead(Uint8Array.from([0xff, 0xfe, 0x0a]))).toBeNull();
	expect(readExportHead(bytes(`${' '.repeat(5000)}\n`))).toBeNull();
});
