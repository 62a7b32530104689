import type { CaseView, Station } from '$lib/device/station.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import type { Calendar, DateString } from '$lib/domain/calendar.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';

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
	ondone: () => void;
	oncancel: () => void;
};
