import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rules = readFileSync('src/lib/protocol/PROTOCOL.md', 'utf8');
const numbers = [...rules.matchAll(/^- \*\*(P\d+)\*\*/gm)].map(([, number = '']) => number);

test('every rule of the protocol is held by a test that names it', () => {
	const names = globSync('tests/{protocol,sync,sync-server}/**/*.test.ts').flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/'(P\d[^']*)'/g)].map(([, name = '']) => name)
	);
	const unheld = numbers.filter((number) => !names.some((name) => new RegExp(`${number}\\b`).test(name)));
	expect(numbers.length).toBeGreaterThan(30);
	expect(unheld).toEqual([]);
});

test('no number is used twice', () => {
	expect(new Set(numbers).size).toBe(numbers.length);
});
