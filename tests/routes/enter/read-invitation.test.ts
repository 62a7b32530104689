import { expect, test } from 'vitest';
import { readInvitation } from '../../../src/routes/enter/read-invitation.ts';

const CODE = 'ABCD-EFGH-JKMN-PQRS';
const root = 'a'.repeat(43);

test('an invitation is read from its whole address, its fragment, or the bare code', () => {
	expect(readInvitation(`https://county.example/enter#${CODE}.${root}`)).toEqual({ code: CODE, root });
	expect(readInvitation(`#${CODE}.${root}`)).toEqual({ code: CODE, root });
	expect(readInvitation(` ${CODE} `)).toEqual({ code: CODE, root: undefined });
});

test('a receipt, another page or nothing is no invitation', () => {
	for (const text of ['yizhan:case/01A?n=532822', 'https://county.example/items', '', `${CODE}.short`]) {
		expect(readInvitation(text)).toBeNull();
	}
});
