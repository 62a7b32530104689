import type { PaperWay } from '../../domain/paper-ways.ts';
import { m } from '../../paraglide/messages.js';

/** What each way is called on a button. */
export const wayNames: Record<PaperWay, () => string> = {
	seen: m.intake_way_seen,
	original: m.intake_way_original,
	copy: m.intake_way_copy,
	photo: m.intake_way_photo,
	county: m.intake_way_county,
	later: m.intake_way_later,
	promised: m.intake_way_promised,
	substitute: m.intake_way_substitute
};

/** What a way means for the case, where the paper itself is not here. */
export const wayNotes: Partial<Record<PaperWay, () => string>> = {
	county: m.intake_way_county_note,
	later: m.intake_way_later_note,
	promised: m.intake_way_promised_note,
	substitute: m.intake_way_substitute_note
};
