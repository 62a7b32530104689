import type { ChangeId } from '$lib/changes/change.ts';
import type { CommandCode } from '$lib/commands/codes.ts';
import type { Outcome } from '$lib/commands/outcome.ts';
import type { CaseView, Station } from '$lib/device/station.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import type { Calendar, DateString } from '$lib/domain/calendar.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';

/** The change that was written, the last of several; null where nothing was left to write. */
export type Done = Outcome<ChangeId | null, CommandCode>;
export type Undo = () => Promise<Done>;

/** What every deed's form is given. */
export type DeedProps = {
	station: Station;
	doc: string;
	/** The case as it stood when the form was opened, and as it stands now. */
	view: CaseView;
	item: CatalogueItem | null;
	directory: DirectoryState;
	/** The unit for which the clerk acts. */
	unit: string;
	today: DateString;
	calendar: Calendar;
	/** The one paper or field that was asked for; null for all of them. */
	only: string | null;
	/** `change` was written; `undo` takes the deed back, where that is lawful and nothing is lost by it. */
	ondone: (change: ChangeId | null, undo?: Undo) => void;
	oncancel: () => void;
};
