import type { CaseState } from '../../documents/case/state.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import type { CatalogueItem } from '../../domain/catalogue.ts';
import type { Deadline } from '../../domain/deadline.ts';

/** All that a printed paper of a case is made from. */
export type PaperSource = {
	state: CaseState;
	/** The version of the item that the case pins; null while it is not on this device. */
	item: CatalogueItem | null;
	directory: DirectoryState;
	/** By when it must be decided, once accepted; null where the county has confirmed no limit. */
	decideBy: Deadline | null;
	/** Fields as a draft on this device has them, where they are not in the case yet. */
	typed?: Readonly<Record<string, string>>;
};

export const paperKinds = [
	'receipt',
	'mandate',
	'acceptance',
	'correction',
	'decline',
	'decision',
	'delivery'
] as const;

export type PaperKind = (typeof paperKinds)[number];

export function isPaperKind(word: string): word is PaperKind {
	return (paperKinds as readonly string[]).includes(word);
}

/** The papers (standards.md §5) that this case has come far enough to have. */
export function papersOf(state: CaseState): PaperKind[] {
	return paperKinds.filter((kind) => {
		switch (kind) {
			case 'receipt':
				return state.number !== null;
			case 'mandate':
				return state.number !== null && state.by === 'proxy';
			case 'acceptance':
				return state.accepted !== null;
			case 'correction':
				return state.corrections.length > 0;
			case 'decline':
				return state.declined !== null;
			case 'decision':
				return state.decision !== null;
			case 'delivery':
				return state.delivery !== null;
		}
	});
}

/** The newest write of a field as text; null when it is empty. */
export function fieldText(state: CaseState, key: string): string | null {
	const value = state.fields[key]?.at(-1)?.value;
	return value === undefined || value === null || value === '' ? null : String(value);
}

export function itemName({ item, state }: PaperSource): string {
	return item?.basic.name ?? state.item?.code ?? '';
}
