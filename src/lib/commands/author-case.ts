import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { CaseAction, CaseActions, CaseActionType, Strokes } from '../documents/case/actions.ts';
import type { CaseState } from '../documents/case/state.ts';
import type { Outcome } from './outcome.ts';

/**
 * What a screen gives for an action: the command itself adds the form as the author saw it. Only the fields
 * that the action names: a later version may add others, this one does not.
 */
export type Input<T extends CaseActionType> = {
	[
		Name in keyof CaseActions[T] as string extends Name ? never : Exclude<Name, 'type' | 'form'>
	]: CaseActions[T][Name];
};

/** Drawn on the screen, or given with pen or thumb on the paper: then the record holds no strokes. */
export type GivenSignature = Strokes | 'on-paper';

/** The id of the change that was written. */
export type Deed<Code extends string = never> = Outcome<ChangeId, Code | AuthorFault>;

/**
 * Writes one action on a case, made from its newest state under the author's lock; or answers with the code
 * that `make` gives when it must not be.
 */
export async function authorCase<Code extends string = never>(
	station: Station,
	doc: string,
	make: (state: CaseState) => CaseAction | Code
): Promise<Deed<Code>> {
	let refused: Code | null = null;
	const authored = await station.authorCase(doc, (state) => {
		const made = make(state);
		if (typeof made !== 'string') return [made];
		refused = made;
		return [];
	});
	if (refused !== null) return { ok: false, code: refused };
	if (!authored.ok) return authored;
	const [change] = authored.changes;
	if (!change) throw new Error('the station wrote nothing and gave no reason');
	return { ok: true, value: change.id };
}
