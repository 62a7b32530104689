import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { bundleActions } from '../../../src/lib/documents/bundle/actions.ts';
import { advanceBundle, startBundle } from '../../../src/lib/documents/bundle/fold.ts';
import { progressOf, type CaseStanding } from '../../../src/lib/documents/bundle/progress.ts';
import { bundleReaders } from '../../../src/lib/documents/bundle/readers.ts';
import type { BundleState } from '../../../src/lib/documents/bundle/state.ts';
import type { Stage } from '../../../src/lib/documents/case/state.ts';
import type { Author } from '../../../src/lib/documents/deed.ts';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import { MOST_MEMBERS } from '../../../src/lib/domain/bundle.ts';
import { DEPARTMENT, hash, people, TOWNSHIP, VILLAGE } from '../history.ts';
import { LEAD, member, opening } from './bundle-history.ts';

/** A bundle that grows deed by deed. */
class Bundle {
	state: BundleState = startBundle('bundle/1');

	/** Adds a deed and answers why it was set aside; null when it holds. */
	add(author: Author | null, action: unknown): string | null {
		const place = this.state.timeline.length + 1;
		const id = hash(`deed ${place}`);
		this.state = advanceBundle(this.state, {
			id,
			action,
			author,
			key: '',
			device: author?.device ?? '',
			seen: this.state.timeline.map(({ change }) => change),
			at: place,
			knownTime: 0,
			county: { epoch: 1, pos: place, time: place, standing: 'ok' }
		});
		return this.state.timeline.at(-1)?.setAside?.code ?? null;
	}
}

function opened(): Bundle {
	const bundle = new Bundle();
	bundle.add(people.agent, opening);
	return bundle;
}

describe('a bundle', () => {
	test('is opened once, by a clerk of the unit that takes it in', () => {
		const bundle = new Bundle();
		expect(bundle.add(people.agent, { type: 'note', text: '早' })).toBe('not-at-this-stage');
		expect(bundle.add(people.window, opening)).toBe('not-in-role');
		expect(bundle.add(people.agent, opening)).toBeNull();
		expect(bundle.add(people.agent, opening)).toBe('already-done');
		expect(bundle.state).toMatchObject({ number: opening.number, origin: VILLAGE, to: TOWNSHIP, lead: LEAD });
		expect(bundle.state.members.map((one) => one.item.code)).toEqual(['WJ-002', 'GA-001', 'YB-001']);
	});

	test('gains a member later, each item once, and loses one that is not wanted', () => {
		const bundle = opened();
		const add = { type: 'add', member: member('WJ-005') };
		expect(bundle.add(people.window, add)).toBeNull();
		expect(bundle.add(people.agent, add)).toBe('already-done');
		expect(bundle.add(people.agent, { type: 'add', member: member('WJ-005', 'case/other') })).toBe(
			'already-done'
		);
		const drop = { type: 'drop', case: 'case/WJ-005', reason: '以后再办' };
		expect(bundle.add(people.agent, drop)).toBeNull();
		expect(bundle.add(people.agent, drop)).toBe('already-done');
		expect(bundle.add(people.agent, { ...drop, case: 'case/none' })).toBe('no-such-thing');
		expect(bundle.add(people.agent, { type: 'add', member: member('WJ-005', 'case/again') })).toBeNull();
	});

	test('gains no more members than one matter may have, those dropped counted', () => {
		const bundle = opened();
		for (let place = 3; place < MOST_MEMBERS; place++) {
			expect(bundle.add(people.agent, { type: 'add', member: member(`MZ-${place}`) })).toBeNull();
		}
		expect(bundle.add(people.agent, { type: 'add', member: member('MZ-99') })).toBe('malformed-action');
		expect(bundle.state.members).toHaveLength(MOST_MEMBERS);
	});

	test('is no department’s to change: it decides its case, and not what belongs to the matter', () => {
		const bundle = opened();
		expect(bundle.add(people.department, { type: 'drop', case: 'case/GA-001', reason: '不办' })).toBe(
			'not-holder'
		);
		const lead: Author = { clerk: 'he', device: 'd', roles: [{ unit: LEAD, role: 'officer' }] };
		expect(bundle.add(lead, { type: 'note', text: '请尽快办理户口登记' })).toBeNull();
		expect(bundle.add(people.department, { type: 'note', text: '?' })).toBe('not-holder');
		expect(bundle.add(lead, { type: 'add', member: member('WJ-001') })).toBe('not-holder');
	});

	test('keeps what was set aside until a person settles it', () => {
		const bundle = opened();
		bundle.add(people.window, { type: 'add', member: member('GA-001', 'case/twice') });
		const deed = bundle.state.timeline.at(-1)?.change;
		expect(bundle.add(people.window, { type: 'settle', deed, remark: '' })).toBeNull();
		expect(bundle.add(people.window, { type: 'settle', deed, remark: '' })).toBe('already-done');
	});

	test('is read-only where a later app of its own units wrote what this one does not know', () => {
		const bundle = opened();
		bundle.add(people.department, { type: 'split' });
		expect(bundle.state.readOnly).toBe(false);
		bundle.add(people.agent, { type: 'split' });
		expect(bundle.state.readOnly).toBe(true);
	});

	test('is read where it was taken in, by its township, by who receives its cases and by the lead', () => {
		const township = '532822109';
		const unit = { name: '', short: '', phone: null, address: null, hours: '', items: [], closed: false };
		const directory = {
			...startDirectory(),
			units: { [VILLAGE]: { ...unit, id: VILLAGE, level: 'village' as const, parent: township } }
		};
		const readers = bundleReaders(opened().state, directory);
		expect(readers).toEqual([TOWNSHIP, VILLAGE, township, LEAD].sort());
		expect(readers).not.toContain(DEPARTMENT);
	});

	test('bounds its members, and takes no item and no case twice', () => {
		const many = Array.from({ length: 41 }, (_, i) => member(`MZ-${i}`));
		for (const members of [[], many, [member('MZ-1'), member('MZ-1', 'case/2')]]) {
			expect(v.is(bundleActions.open, { ...opening, members })).toBe(false);
		}
		expect(v.is(bundleActions.open, { ...opening, members: many.slice(0, 40) })).toBe(true);
	});
});

describe('how far a bundle is', () => {
	const rules = [
		{ item: 'WJ-002', optional: false, when: null, dependsOn: [] },
		{ item: 'GA-001', optional: false, when: null, dependsOn: ['WJ-002'] },
		{ item: 'YB-001', optional: false, when: null, dependsOn: ['GA-001'] }
	];
	const standing = (stage: Stage | 'refused' | undefined): CaseStanding | null => {
		if (stage === 'refused') return { stage: 'decided', outcome: 'refused' };
		const isGranted = stage === 'decided' || stage === 'delivered';
		return stage === undefined ? null : { stage, outcome: isGranted ? 'granted' : null };
	};
	const progress = (stages: Record<string, Stage | 'refused'>, { state } = opened()) =>
		progressOf(state.members, rules, (doc) => standing(stages[doc.slice('case/'.length)]));
	const waits = (stages: Record<string, Stage | 'refused'>) =>
		progress(stages).members.map(({ waitsFor }) => waitsFor.map(({ item, is }) => `${item} ${is}`).join());

	test('is what its cases say, and a member waits until what it depends on is decided', () => {
		expect(waits({ 'WJ-002': 'accepted', 'GA-001': 'submitted', 'YB-001': 'received' })).toEqual([
			'',
			'WJ-002 open',
			'GA-001 open'
		]);
		expect(waits({ 'WJ-002': 'decided', 'GA-001': 'submitted', 'YB-001': 'received' })[1]).toBe('');
		expect(waits({ 'WJ-002': 'declined', 'GA-001': 'submitted', 'YB-001': 'received' })[1]).toBe(
			'WJ-002 failed'
		);
		const refused = { 'WJ-002': 'refused', 'GA-001': 'submitted', 'YB-001': 'received' } as const;
		expect(waits(refused)[1]).toBe('WJ-002 failed');
		expect(progress(refused).ended).toBe(1);
	});

	test('says of a case that this device has not only that it is hidden', () => {
		const { ended, wanted, hidden } = progress({ 'GA-001': 'decided' });
		expect([ended, wanted, hidden]).toEqual([1, 3, 2]);
		expect(waits({ 'GA-001': 'received' })).toEqual(['', 'WJ-002 hidden', 'GA-001 open']);
	});

	test('counts neither what was dropped nor what was withdrawn', () => {
		const bundle = opened();
		bundle.add(people.agent, { type: 'drop', case: 'case/YB-001', reason: '已参保' });
		const { ended, wanted } = progress({ 'WJ-002': 'delivered', 'GA-001': 'withdrawn' }, bundle);
		expect([ended, wanted]).toEqual([1, 1]);
	});
});
