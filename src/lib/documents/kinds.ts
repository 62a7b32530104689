import type * as v from 'valibot';
import { bundleActions } from './bundle/actions.ts';
import { advanceBundle, startBundle } from './bundle/fold.ts';
import { bundlePolicy } from './bundle/policy.ts';
import { bundleReaders } from './bundle/readers.ts';
import type { BundleState } from './bundle/state.ts';
import { caseActions } from './case/actions.ts';
import { advanceCase, startCase } from './case/fold.ts';
import { policy } from './case/policy.ts';
import { readersOf } from './case/readers.ts';
import type { CaseState } from './case/state.ts';
import type { Deed, SetAsideCode } from './deed.ts';
import { directoryActions } from './directory/actions.ts';
import { advanceDirectory, startDirectory } from './directory/fold.ts';
import { entry } from './directory/rights.ts';
import type { DirectoryState, Role } from './directory/state.ts';
import type { TimelineEntry } from './timeline.ts';

/** Every unit's feed. */
export const EVERYONE = '*';

/** What county and device must know of a kind of document to store, order, fold and send it. */
export interface Kind<State> {
	/** Schemas of its actions, by type. */
	readonly actions: Record<string, v.GenericSchema>;
	/** Roles of which one is needed for an action of this type; null for a type that this version does not know. */
	rolesFor(type: string): readonly Role[] | null;
	start(doc: string): State;
	/** The state after one more deed in the one order; never throws. */
	advance(state: State, deed: Deed): State;
	/** Units that get its changes in their feed, sorted; or `EVERYONE`. */
	readers(state: State, directory: DirectoryState): string[];
	/** Changes that are not in force, and why. */
	setAside(state: State): { id: string; code: SetAsideCode }[];
}

const cases: Kind<CaseState> = {
	actions: caseActions,
	rolesFor: (type) => entry(policy, type)?.flatMap(({ roles }) => roles) ?? null,
	start: startCase,
	advance: advanceCase,
	readers: readersOf,
	setAside: ({ timeline }) => asideIn(timeline)
};

const bundles: Kind<BundleState> = {
	actions: bundleActions,
	rolesFor: (type) => entry(bundlePolicy, type)?.roles ?? null,
	start: startBundle,
	advance: advanceBundle,
	readers: bundleReaders,
	setAside: ({ timeline }) => asideIn(timeline)
};

const directories: Kind<DirectoryState> = {
	actions: directoryActions,
	rolesFor: () => ['admin'],
	start: startDirectory,
	advance: advanceDirectory,
	readers: () => [EVERYONE],
	setAside: ({ setAside }) => setAside
};

/** The one table of kinds: a document `case/01JD…` is of the kind `case`. How to add one: docs/add-a-register.md. */
export const kinds = { case: cases, bundle: bundles, directory: directories };

export type KindName = keyof typeof kinds;

/** Null for a document of no kind that this version knows. */
export function kindOf(doc: string): KindName | null {
	const name = doc.slice(0, doc.indexOf('/'));
	return isKindName(name) ? name : null;
}

function isKindName(name: string): name is KindName {
	return Object.hasOwn(kinds, name);
}

function asideIn(timeline: TimelineEntry<unknown>[]): { id: string; code: SetAsideCode }[] {
	return timeline.flatMap(({ change, setAside }) => (setAside ? [{ id: change, code: setAside.code }] : []));
}
