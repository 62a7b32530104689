import type { Paper } from '../../documents/case/state.ts';
import type { Limit } from '../../documents/case/actions.ts';
import { m } from '../../paraglide/messages.js';
import { listed } from '../listed.ts';

/** How a material came, with how many of it. */
export function wayText({
	way,
	copies,
	photographs,
	instead
}: Pick<Paper, 'way' | 'copies' | 'photographs' | 'instead'>): string {
	const photos = m.papers_way_photo({ count: photographs.length });
	const also = (way: string): string => (photographs.length > 0 ? listed([way, photos]) : way);
	switch (way) {
		case 'seen':
			return also(m.papers_way_seen());
		case 'original':
			return also(m.papers_way_original({ copies }));
		case 'copy':
			return also(m.papers_way_copy({ copies }));
		case 'photo':
			return photos;
		case 'county':
			return also(m.papers_way_county());
		case 'later':
			return also(m.papers_way_later());
		case 'promised':
			return also(m.papers_way_promised());
		case 'substitute':
			return also(m.papers_way_substitute({ instead }));
	}
}

/** A limit in its own unit; null is not confirmed by the county, never 0. */
export function limitText(limit: Limit | null): string {
	if (limit === null) return m.papers_limit_unknown();
	return limit.unit === '当场'
		? m.papers_limit_at_once()
		: m.papers_limit_value({ value: limit.value, unit: unitText(limit.unit) });
}

function unitText(unit: Exclude<Limit['unit'], '当场'>): string {
	switch (unit) {
		case '工作日':
			return m.papers_unit_working_days();
		case '自然日':
			return m.papers_unit_calendar_days();
		case '天':
			return m.papers_unit_days();
		case '月':
			return m.papers_unit_months();
	}
}
