import type { Stage } from '../case/state.ts';
import type { BundleMember } from '../../domain/catalogue.ts';
import type { Member } from './state.ts';

/** A member that another one waits for. `hidden`: its case is not on this device. */
export type Before = { item: string; is: 'open' | 'failed' | 'hidden' };

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

const ENDED: readonly (Stage | null)[] = ['declined', 'decided', 'delivered'];
const DECIDED: readonly (Stage | null)[] = ['decided', 'delivered'];
const FAILED: readonly (Stage | null)[] = ['declined', 'withdrawn'];

/**
 * How far a bundle has come, out of its cases as this device has them: no second truth beside them. `rules`: the
 * members as the pinned version of the bundle orders them; empty while that is not here.
 */
export function progressOf(
	members: Member[],
	rules: BundleMember[],
	stageOf: (doc: string) => Stage | null
): Progress {
	const live = members.filter(({ dropped }) => dropped === null);
	const stages = new Map(live.map((member) => [member.item.code, stageOf(member.case)]));
	const told = members.map((member): MemberProgress => {
		const before = rules.find(({ item }) => item === member.item.code)?.dependsOn ?? [];
		const isOver = member.dropped !== null || isOneOf(ENDED, stages.get(member.item.code));
		const waitsFor = isOver ? [] : before.flatMap((code) => beforeOf(code, stages));
		return { member, stage: stageOf(member.case), waitsFor };
	});
	const wanted = live.filter((member) => stages.get(member.item.code) !== 'withdrawn');
	return {
		members: told,
		ended: wanted.filter((member) => isOneOf(ENDED, stages.get(member.item.code))).length,
		wanted: wanted.length,
		hidden: wanted.filter((member) => stages.get(member.item.code) === null).length
	};
}

/** Nothing for a member that this person does not do here: it may be theirs already. */
function beforeOf(item: string, stages: ReadonlyMap<string, Stage | null>): Before[] {
	const stage = stages.get(item);
	if (stage === undefined || isOneOf(DECIDED, stage)) return [];
	if (stage === null) return [{ item, is: 'hidden' }];
	return [{ item, is: isOneOf(FAILED, stage) ? 'failed' : 'open' }];
}

function isOneOf(stages: readonly (Stage | null)[], stage: Stage | null | undefined): boolean {
	return stage !== undefined && stages.includes(stage);
}
