import { expect, test } from 'vitest';
import {
	authorFaults,
	catalogueFaults,
	commandTexts,
	doorFaults,
	refusals,
	refusalTold,
	setAsideRemedies,
	setAsideTexts,
	troubles,
	uploadFaults
} from '../../src/lib/messages/code-texts.ts';
import { overwriteGetLocale } from '../../src/lib/paraglide/runtime.js';

const told = {
	...refusals,
	...troubles,
	...catalogueFaults,
	...authorFaults,
	...doorFaults,
	...uploadFaults
};

for (const locale of ['zh', 'en'] as const) {
	test(`every code says in ${locale} what happened, and apart from it what to do`, () => {
		overwriteGetLocale(() => locale);
		const sentence = locale === 'zh' ? /^.{6,}。$/ : /^.{12,}\.$/;
		for (const [code, tell] of Object.entries(told)) {
			const { what, todo } = tell();
			expect(what, code).toMatch(sentence);
			expect(todo, code).toMatch(sentence);
			expect(what, code).not.toContain(todo);
		}
	});

	test(`every deed that was set aside has in ${locale} a remedy, and its reason stands within a sentence`, () => {
		overwriteGetLocale(() => locale);
		const codes = Object.keys(setAsideTexts) as (keyof typeof setAsideTexts)[];
		for (const code of codes) {
			expect(setAsideTexts[code](), code).not.toMatch(/[。.]$/);
			expect(setAsideRemedies[code](), code).toMatch(/[。.]$/);
		}
	});
}

test('what a person reads of a code holds both what happened and what to do', () => {
	const { what, todo } = authorFaults['disk-full']();
	expect(commandTexts['disk-full']()).toContain(what);
	expect(commandTexts['disk-full']()).toContain(todo);
	expect(commandTexts['not-holder']()).toContain(setAsideRemedies['not-holder']());
});

test('a reason that only a later version knows is shown by its code, with the way to learn it', () => {
	const { what, todo } = refusalTold('not-yet-known');
	expect(what).toContain('not-yet-known');
	expect(todo).not.toBe('');
});
