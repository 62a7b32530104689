import { expect, test } from 'vitest';
import { readEntry, writeEntry, type LogEntry } from '../../../sync-server/log/entry.ts';

const id = 'A'.repeat(43);
const entries: LogEntry[] = [
	{ is: 'receipt', receipt: { id, epoch: 1, pos: 7, time: 1_764_000_000_000, standing: 'late-role' } },
	{ is: 'waiting', id },
	{ is: 'refusal', id, code: 'seq-taken' },
	{ is: 'release', number: 3, hash: id },
	{ is: 'folded', rules: '2', feedEnd: 40, feed: id }
];

test.each(entries.map((entry) => [entry.is, entry] as const))(
	'an entry of the log is read as it was written: %s',
	(_, entry) => {
		expect(readEntry(writeEntry(entry))).toEqual(entry);
	}
);

test('what is not exactly an entry is none', () => {
	const texts = entries.map(writeEntry);
	const almost = texts.flatMap((text) => [`${text} `, ` ${text}`, text.slice(0, -1), text.toUpperCase()]);
	const foreign = [
		'',
		'receipt',
		`refusal no-such-code ${id}`,
		`release 03 ${id}`,
		`receipt 01 7 5 ok ${id}`
	];
	for (const text of [...almost, ...foreign]) expect(readEntry(text)).toBeNull();
});
