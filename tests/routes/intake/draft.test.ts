import { expect, test } from 'vitest';
import { freshContent, readContent } from '../../../src/routes/intake/draft.ts';

const typed = { 'applicant.name': '岩温', 'applicant.idType': '身份证' };

test('a draft of an earlier form keeps what was typed, and begins anew only what it cannot read', () => {
	const yesterday = { step: 'bundle', by: 'self', fields: typed, papers: [], signature: [] };
	expect(readContent(yesterday)).toEqual({ ...freshContent(), fields: typed });
	const matter = { situations: ['婚姻变动'], papers: [{ paper: 'm1' }], written: {}, attached: [] };
	expect(readContent({ ...freshContent(), matter }).matter).toEqual({
		...matter,
		papers: [],
		aside: [],
		optional: []
	});
});
