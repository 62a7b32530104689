import { m } from '$lib/paraglide/messages.js';
import type { OnTheRoad } from '$lib/device/station.ts';
import type { LineState } from '$lib/sync/line-state.ts';
import type { Stop } from '$lib/ui/road-stop.ts';

const MINUTE = 60_000;

/** The two ends of the road as they are now. */
export function stopsOf(line: LineState, needYou: number): Stop[] {
	const open = line.status === 'on';
	return [
		{ id: 'here', label: m.station_road_here(), at: needYou > 0 ? 'trouble' : 'now', cut: !open },
		{ id: 'county', label: m.station_road_county(), at: open ? 'passed' : 'ahead' }
	];
}

export function statusWords(status: LineState['status']): string {
	if (status === 'on') return m.station_road_on();
	return status === 'connecting' ? m.station_road_connecting() : m.station_road_off();
}

/** Whether the device's clock may be trusted; null before the county has said what time it is. */
export function clockWords(clockAhead: number | null): string | null {
	if (clockAhead === null) return null;
	const minutes = Math.round(Math.abs(clockAhead) / MINUTE);
	if (minutes < 2) return m.station_road_clock_right();
	// `clockAhead` is the county's clock minus the device's.
	return clockAhead > 0 ? m.station_road_clock_behind({ minutes }) : m.station_road_clock_ahead({ minutes });
}

export function storageWords(storage: OnTheRoad['storage']): string {
	if (storage === null) return m.station_road_storage_unknown();
	return m.station_road_storage_value({ used: megabytes(storage.used), quota: megabytes(storage.quota) });
}

function megabytes(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
