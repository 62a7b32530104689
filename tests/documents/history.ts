import { createHash } from 'node:crypto';
import { editForm, formHash } from '../../src/lib/documents/case/form.ts';
import { advanceCase, startCase } from '../../src/lib/documents/case/fold.ts';
import type { CaseAction } from '../../src/lib/documents/case/actions.ts';
import type { CaseState, FieldValue } from '../../src/lib/documents/case/state.ts';
import type { Author, Deed } from '../../src/lib/documents/deed.ts';
import type { Role } from '../../src/lib/documents/directory/state.ts';

export const VILLAGE = '532822104201';
export const TOWNSHIP = '532822104';
export const DEPARTMENT = '532822MZ';

export function hash(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}

function clerk(name: string, unit: string, ...roles: Role[]): Author {
	return { clerk: name, device: `device-${name}`, roles: roles.map((role) => ({ unit, role })) };
}

/** The people of these tests. */
export const people = {
	agent: clerk('yan-wen', VILLAGE, 'agent'),
	secondAgent: clerk('yu-han', VILLAGE, 'agent'),
	window: clerk('li-hua', TOWNSHIP, 'window'),
	secondWindow: clerk('dao-ming', TOWNSHIP, 'window'),
	chief: clerk('zhang-wei', TOWNSHIP, 'officer'),
	department: clerk('wang-fang', DEPARTMENT, 'officer'),
	stranger: clerk('ai-xiang', '532822105', 'window', 'officer'),
	former: clerk('lao-li', VILLAGE)
};

/** 9 o'clock on 23 November 2026 in China, a Monday. */
export const MONDAY = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;

export type Where = {
	/** Ids of what the author had seen; everything so far when left out. */
	seen?: string[];
	standing?: 'ok' | 'late-role' | 'held';
	/** Written, and not at the county yet. */
	pending?: boolean;
	at?: number;
	knownTime?: number;
	/** County time of arrival. */
	arrived?: number;
};

/** A case that grows deed by deed; every state it went through stays as it was. */
export class History {
	state: CaseState = startCase('01JDTEST');
	readonly deeds: Deed[] = [];

	/** Adds a deed and answers its id. */
	add(author: Author | null, action: unknown, where: Where = {}): string {
		const place = this.deeds.length + 1;
		const at = where.at ?? MONDAY + place * MINUTE;
		const deed: Deed = {
			id: hash(`deed ${place}`),
			action: JSON.parse(JSON.stringify(action)) as unknown,
			author,
			key: hash(author?.clerk ?? 'nobody'),
			device: author?.device ?? 'device-unknown',
			seen: where.seen ?? this.deeds.map(({ id }) => id),
			at,
			knownTime: where.knownTime ?? 0,
			county: where.pending
				? null
				: { epoch: 1, pos: place, time: where.arrived ?? at + 1000, standing: where.standing ?? 'ok' }
		};
		this.deeds.push(deed);
		this.state = advanceCase(this.state, deed);
		return deed.id;
	}

	/** Adds an edit made on `on`, or on the newest state. */
	edit(author: Author, values: Record<string, FieldValue>, where: Where = {}, on = this.state): string {
		const { keys, update } = editForm(on.form, values, 1000 + this.deeds.length);
		return this.add(author, { type: 'edit', keys, update }, where);
	}

	/** What became of a deed: null when it holds, else why it was set aside. */
	fate(id: string): string | null | undefined {
		return this.state.timeline.find(({ change }) => change === id)?.setAside?.code ?? null;
	}
}

/** One lawful action of each type that fits the state, with every field filled. */
export function sample(type: CaseAction['type'], state: CaseState, unit = TOWNSHIP): CaseAction {
	const form = formHash(state);
	const signature: [number, number][][] = [
		[
			[10, 20],
			[30, 40]
		]
	];
	switch (type) {
		case 'open':
			return {
				type,
				number: `${unit}-261123-1-0001-AB-7`,
				item: { code: '532822MZ-0001', version: hash('item') },
				unit,
				by: 'proxy'
			};
		case 'edit':
			return { type, ...editForm(state.form, { 'applicant.phone': '13800000000' }, 77) };
		case 'attach':
			return { type, paper: 'm1', name: '身份证', way: 'seen', copies: 0, photographs: [], instead: '' };
		case 'submit':
			return { type, to: TOWNSHIP, form, signature };
		case 'receive':
			return { type, unit };
		case 'accept':
			return {
				type,
				form,
				legal: { value: 20, unit: '工作日' },
				promised: { value: 10, unit: '工作日' }
			};
		case 'requestCorrection':
			return {
				type,
				gaps: [{ about: 'm2', wrong: '没有户口簿', fix: '请带户口簿', where: '', substitute: '' }],
				until: '2026-12-01',
				reasonForAnother: null
			};
		case 'supplement':
			return { type, form, remark: '' };
		case 'decline':
			return { type, reason: '不属于本机关职权范围', basis: '', otherOrgan: '县人社局' };
		case 'handOver':
			return { type, to: DEPARTMENT, remark: '' };
		case 'recall':
			return { type, offer: state.offer?.change ?? hash('no offer'), remark: '' };
		case 'decide':
			return { type, outcome: 'granted', form, opinion: '同意', reason: '', documentNumber: '' };
		case 'deliver':
			return { type, way: 'in-person', taker: '岩罕', signature, remark: '' };
		case 'note':
			return { type, text: '已电话告知' };
		case 'withdraw':
			return { type, reason: '申请人不办了', signature };
		case 'settle':
			return { type, about: { kind: 'deed', deed: hash('no such deed') }, remark: '' };
	}
}

/** Opened and written in the village, with one paper. */
export function takenIn(): History {
	const history = new History();
	history.add(people.agent, sample('open', history.state, VILLAGE));
	history.edit(people.agent, { 'applicant.name': '岩罕', 'applicant.phone': '13900000000' });
	history.add(people.agent, sample('attach', history.state));
	return history;
}

export function submitted(): History {
	const history = takenIn();
	history.add(people.agent, sample('submit', history.state));
	return history;
}

export function received(): History {
	const history = submitted();
	history.add(people.window, sample('receive', history.state));
	return history;
}

export function correcting(): History {
	const history = received();
	history.add(people.window, sample('requestCorrection', history.state));
	return history;
}

export function accepted(): History {
	const history = received();
	history.add(people.window, sample('accept', history.state));
	return history;
}

export function decided(): History {
	const history = accepted();
	history.add(people.chief, sample('decide', history.state));
	return history;
}
