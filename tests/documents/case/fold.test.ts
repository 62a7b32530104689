import { describe, expect, test } from 'vitest';
import { conflictsOf } from '../../../src/lib/documents/case/conflicts.ts';
import { applyEdit, formHash, shownFields } from '../../../src/lib/documents/case/form.ts';
import { toBase64Url } from '../../../src/lib/platform/base64url.ts';
import {
	accepted,
	correcting,
	DEPARTMENT,
	hash,
	History,
	people,
	received,
	sample,
	submitted,
	takenIn,
	TOWNSHIP,
	VILLAGE
} from '../history.ts';

const { agent, secondAgent, window, secondWindow, chief, department, stranger, former } = people;

function idsOf(history: History): string[] {
	return history.deeds.map(({ id }) => id);
}

test('a case that came to nothing has no fields left to settle', () => {
	const history = takenIn();
	const seen = idsOf(history);
	const base = history.state;
	history.edit(agent, { 'applicant.name': '岩罕' }, { seen }, base);
	history.edit(secondAgent, { 'applicant.name': '岩坎' }, { seen }, base);
	history.add(agent, sample('withdraw', history.state));
	expect(conflictsOf(history.state)).toEqual([]);
});

describe('the form that was seen', () => {
	test('acceptance of a form that changed unseen is set aside', () => {
		const history = received();
		const seenByWindow = idsOf(history);
		const accept = sample('accept', history.state);
		history.edit(secondWindow, { 'applicant.phone': '13700000000' });
		expect(history.fate(history.add(window, accept, { seen: seenByWindow }))).toBe('form-changed-since');
		expect(history.state.stage).toBe('received');
	});

	test('a decision on another form than the one accepted in the file is set aside', () => {
		const history = accepted();
		const decide = { ...sample('decide', history.state), form: hash('another form') };
		expect(history.fate(history.add(chief, decide))).toBe('form-changed-since');
	});

	test('its hash tells values and keys apart, not the order in which they were written', () => {
		const one = takenIn();
		one.edit(agent, { a: '1' });
		one.edit(agent, { b: '2' });
		const other = takenIn();
		other.edit(agent, { b: '2' });
		other.edit(agent, { a: '1' });
		expect(formHash(one.state)).toBe(formHash(other.state));
		other.edit(agent, { a: '2' });
		expect(formHash(one.state)).not.toBe(formHash(other.state));
	});

	test('a field may be called as something every JavaScript object has', () => {
		const history = takenIn();
		history.edit(agent, { constructor: 'x', toString: 'y' });
		expect(history.state.fields['constructor']).toMatchObject([{ value: 'x' }]);
		expect(shownFields(history.state)).toMatchObject({ constructor: 'x', toString: 'y' });
	});

	test('an edit that was set aside is told with its values, and later edits may build on it', () => {
		const history = submitted();
		const late = history.edit(agent, { 'applicant.phone': '13600000000' });
		expect(history.fate(late)).toBe('not-at-this-stage');
		expect(history.state.timeline.at(-1)?.action).toEqual({
			type: 'edit',
			values: { 'applicant.phone': '13600000000' }
		});
		expect(shownFields(history.state)['applicant.phone']).toBe('13900000000');
		history.add(window, sample('receive', history.state));
		expect(history.fate(history.edit(window, { 'applicant.phone': '13600000000' }))).toBeNull();
		expect(shownFields(history.state)['applicant.phone']).toBe('13600000000');
	});

	test('an update that another change brought already is set aside', () => {
		const history = takenIn();
		const edit = sample('edit', history.state);
		history.add(agent, edit);
		expect(history.fate(history.add(secondAgent, edit))).toBe('malformed-action');
	});

	test('an update that deletes what the form does not have is not read', () => {
		const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
		const setsName = [1, 1, 5, 0, 0x28, 1, ...text('form'), ...text('name'), 1, 126];
		const read = (deletions: number[]) =>
			applyEdit('', toBase64Url(Uint8Array.from([...setsName, ...deletions])), ['name']);
		expect(read([0])?.values).toEqual({ name: null });
		expect(read([1, 6, 1, 0, 1])).toBeNull();
	});

	test('an edit that names other keys than it writes is set aside', () => {
		const history = takenIn();
		const edit = { ...sample('edit', history.state), keys: ['applicant.name'] };
		expect(history.fate(history.add(agent, edit))).toBe('malformed-action');
	});
});

describe('the paper before its data', () => {
	test('is received, and the village’s deeds that come later all hold', () => {
		const history = new History();
		history.add(window, sample('receive', history.state));
		expect(history.state).toMatchObject({ stage: 'received', holder: TOWNSHIP, number: null });

		const village = takenIn();
		village.add(agent, sample('submit', village.state));
		for (const deed of village.deeds) {
			history.add(agent, deed.action, { seen: [] });
		}
		expect(conflictsOf(history.state)).toEqual([]);
		expect(history.state).toMatchObject({
			stage: 'received',
			holder: TOWNSHIP,
			offer: null,
			origin: VILLAGE,
			submitted: { clerk: 'yan-wen' },
			received: { clerk: 'li-hua' }
		});
		expect(history.fate(history.add(window, sample('accept', history.state)))).toBeNull();
	});

	test.each([
		['asked for a correction', 'requestCorrection'],
		['accepted it', 'accept']
	] as const)('holds the village’s submit also when the township has %s', (_, type) => {
		const history = new History();
		history.add(window, sample('receive', history.state));
		history.add(agent, sample('open', history.state, VILLAGE));
		const seen = idsOf(history);
		const submit = sample('submit', history.state);
		history.add(window, sample(type, history.state));
		const { stage } = history.state;
		expect(history.fate(history.add(agent, submit, { seen }))).toBeNull();
		expect(history.state).toMatchObject({ stage, offer: null, submitted: { clerk: 'yan-wen' } });
	});

	test('cannot be accepted before its data is there, and no more edited by the village after its submit', () => {
		const history = new History();
		history.add(window, sample('receive', history.state));
		expect(history.fate(history.add(window, sample('accept', history.state)))).toBe('not-at-this-stage');
		history.add(agent, sample('open', history.state, VILLAGE));
		history.add(agent, sample('submit', history.state));
		expect(history.fate(history.edit(agent, { a: 1 }))).toBe('not-holder');
	});
});

describe('the baton', () => {
	test('goes to the first of two who grab it, by the county’s sequence', () => {
		const history = submitted();
		const seen = idsOf(history);
		history.add(window, sample('receive', history.state), { seen });
		const second = history.add(secondWindow, sample('receive', history.state), { seen });
		expect(history.state.received?.clerk).toBe('li-hua');
		expect(conflictsOf(history.state)).toMatchObject([{ kind: 'deed', deed: second, code: 'already-done' }]);
	});

	test('stays with the holder until the offer is received, and the offer may go elsewhere meanwhile', () => {
		const history = accepted();
		history.add(window, sample('handOver', history.state));
		history.add(window, { type: 'handOver', to: '532822RS', remark: '' });
		expect(history.fate(history.add(department, sample('receive', history.state, DEPARTMENT)))).toBe(
			'not-offered-to-you'
		);
		expect(history.fate(history.add(chief, sample('decide', history.state)))).toBeNull();
	});

	test('is offered to one of two units by two who do not know of each other, and the later one is told', () => {
		const history = accepted();
		const seen = idsOf(history);
		history.add(window, sample('handOver', history.state), { seen });
		const second = history.add(secondWindow, { type: 'handOver', to: '532822RS', remark: '' }, { seen });
		expect(history.state.offer?.to).toBe(DEPARTMENT);
		expect(conflictsOf(history.state)).toMatchObject([{ kind: 'deed', deed: second, code: 'already-done' }]);
	});

	test('is not handed to whom has it', () => {
		const history = accepted();
		const id = history.add(window, { type: 'handOver', to: TOWNSHIP, remark: '' });
		expect(history.fate(id)).toBe('already-done');
	});

	test('is not received for a unit that one has no role at', () => {
		const history = submitted();
		const id = history.add(department, sample('receive', history.state, TOWNSHIP));
		expect(history.fate(id)).toBe('not-offered-to-you');
	});
});

describe('corrections', () => {
	test('are asked for once; again only with a reason', () => {
		const history = correcting();
		history.add(agent, sample('supplement', history.state));
		const again = sample('requestCorrection', history.state);
		expect(history.fate(history.add(window, again))).toBe('already-done');
		history.add(window, { ...again, reasonForAnother: '法规昨日修订' });
		expect(history.state).toMatchObject({ stage: 'correcting', corrections: [{}, { answered: null }] });
	});
});

describe('papers', () => {
	test('what is said of a paper takes the place of what its author had seen of it', () => {
		const history = takenIn();
		const before = { seen: idsOf(history) };
		const copy = { ...sample('attach', history.state), way: 'copy', copies: 1 };
		const original = { ...copy, way: 'original' };
		history.add(agent, copy, before);
		history.add(secondAgent, original, before);
		expect(history.state.papers.map(({ way }) => way)).toEqual(['copy', 'original']);
		history.add(agent, { ...copy, way: 'remove', copies: 0 });
		expect(history.state.papers).toEqual([]);
	});

	test('what stands in the place of a paper is kept with it; a deed of before says nothing instead', () => {
		const history = takenIn();
		const attach = sample('attach', history.state);
		history.add(agent, { ...attach, paper: 'm8', way: 'substitute', instead: '村委会证明' });
		const { instead, ...before } = attach;
		expect(instead).toBe('');
		history.add(agent, { ...before, paper: 'm9' });
		expect(history.state.papers.slice(-2)).toMatchObject([
			{ way: 'substitute', instead: '村委会证明' },
			{ way: 'seen', instead: '' }
		]);
		const tooLong = { ...attach, way: 'substitute', instead: '证'.repeat(201) };
		expect(history.fate(history.add(agent, tooLong))).toBe('malformed-action');
	});

	test('what is not there cannot be taken back', () => {
		const history = takenIn();
		const remove = { ...sample('attach', history.state), paper: 'm9', way: 'remove' };
		expect(history.fate(history.add(agent, remove))).toBe('no-such-thing');
	});
});

describe('set aside', () => {
	test.each([
		['what the county erased', null, 'erased'],
		['an action of a later version', { type: 'surcharge' }, 'unknown-action'],
		['what every object has is no action', { type: 'constructor' }, 'unknown-action'],
		['an action with a field amiss', { type: 'note', text: 7 }, 'malformed-action'],
		['an edit that no form can read', { type: 'edit', keys: ['a'], update: 'AAAA' }, 'malformed-action'],
		['something that is no action', 'note', 'malformed-action']
	])('%s', (_, action, code) => {
		const history = received();
		expect(history.fate(history.add(window, action))).toBe(code);
	});

	test.each([
		['a day that does not exist', 'requestCorrection', { until: '2026-99-99' }],
		['a day that no limit reaches', 'requestCorrection', { until: '9999-12-31' }],
		['a limit that none has', 'accept', { promised: { value: 1e308, unit: '工作日' } }],
		['a stroke beside the box', 'withdraw', { signature: [[[1001, 1]]] }]
	] as const)('%s', (_, type, amiss) => {
		const history = received();
		const id = history.add(window, { ...sample(type, history.state), ...amiss });
		expect(history.fate(id)).toBe('malformed-action');
	});

	test('an action of a later version makes the case read-only here; one of a unit it does not concern does not', () => {
		const history = received();
		history.add(null, { type: 'surcharge' });
		history.add(stranger, { type: 'surcharge' });
		expect(history.state.readOnly).toBe(false);
		history.add(window, { type: 'surcharge' });
		expect(history.state.readOnly).toBe(true);
		expect(conflictsOf(history.state)).toEqual([]);
	});

	test.each(['held', 'late-role'] as const)('what the county judged %s', (standing) => {
		const history = received();
		expect(history.fate(history.add(window, sample('accept', history.state), { standing }))).toBe(standing);
	});

	test('what nobody known, or nobody with a role, wrote', () => {
		const history = received();
		expect(history.fate(history.add(null, sample('note', history.state)))).toBe('unknown-author');
		expect(history.fate(history.add(former, sample('note', history.state)))).toBe('not-in-role');
	});

	test('and settled by a person, it is no conflict any more; nor can it be settled twice', () => {
		const history = received();
		const late = history.edit(agent, { 'applicant.phone': '1' });
		const settle = { type: 'settle', about: { kind: 'deed', deed: late }, remark: '已电话核实' };
		const settling = history.add(agent, settle);
		expect(conflictsOf(history.state)).toEqual([]);
		const entry = history.state.timeline.find(({ change }) => change === late);
		expect(entry?.setAside?.settledBy).toBe(settling);
		expect(history.fate(history.add(window, settle))).toBe('already-done');
		expect(conflictsOf(history.state)).toEqual([]);
	});
});
