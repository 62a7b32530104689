import type { CaseActions } from '../case/actions.ts';
import type { Stage } from '../case/state.ts';
import type { BundleMember } from '../../domain/catalogue.ts';
import type { Member } from './state.ts';

/** A member that another one waits for. `hidden`: its case is not on this device. */
export type Before = { item: string; is: 'open' | 'failed' | 'hidden' };

/** Where a case stands; `outcome`: what was decided, null before that. */
export type CaseStanding = { stage: Stage; outcome: CaseActions['decide']['outcome'] | null };

export type MemberProgress = {
	member: Member;
	/** Where its case stands; null where this device has no part in it. */
	stage: Stage | null;
	/** What must be decided first and is not, of what its item depends on. */
	waitsFor: Before[];
};

export type Progress = {
	members: MemberProgress[];
	/** Members that came to their end (办结), of those that are wanted; a case withdrawn is not wanted. */
	ended: number;
	wanted: number;
	/** Wanted members whose case this device may not read: `ended` does not count them. */
	hidden: number;
};

/** Stages from which nothing goes on. */
export const OVER: readonly Stage[] = ['declined', 'decided', 'delivered', 'withdrawn'];
const ENDED: readonly Stage[] = ['declined', 'decided', 'delivered'];
const FAILED: readonly Stage[] = ['declined', 'withdrawn'];

/**
 * How far a bundle has come, out of its cases as this device has them: no second truth beside them. `rules`: the
 * members as the pinned version of the bundle orders them; empty while that is not here.
 */
export function progressOf(
	members: Member[],
	rules: BundleMember[],
	caseOf: (doc: string) => CaseStanding | null
): Progress {
	const live = members.filter(({ dropped }) => dropped === null);
	const cases = new Map(live.map((member) => [member.item.code, caseOf(member.case)]));
	const isStage = (among: readonly Stage[], code: string) => {
		const stage = cases.get(code)?.stage;
		return stage !== undefined && among.includes(stage);
	};
	const told = members.map((member): MemberProgress => {
		const before = rules.find(({ item }) => item === member.item.code)?.dependsOn ?? [];
		const isOver = member.dropped !== null || isStage(ENDED, member.item.code);
		const waitsFor = isOver ? [] : before.flatMap((code) => beforeOf(code, cases));
		return { member, stage: caseOf(member.case)?.stage ?? null, waitsFor };
	});
	const wanted = live.filter((member) => !isStage(['withdrawn'], member.item.code));
	return {
		members: told,
		ended: wanted.filter((member) => isStage(ENDED, member.item.code)).length,
		wanted: wanted.length,
		hidden: wanted.filter((member) => cases.get(member.item.code) === null).length
	};
}

/** Nothing for a member that this person does not do here: it may be theirs already. */
function beforeOf(item: string, cases: ReadonlyMap<string, CaseStanding | null>): Before[] {
	const standing = cases.get(item);
	if (standing === undefined || standing?.outcome === 'granted') return [];
	if (standing === null) return [{ item, is: 'hidden' }];
	const hasFailed = standing.outcome === 'refused' || FAILED.includes(standing.stage);
	return [{ item, is: hasFailed ? 'failed' : 'open' }];
}
