import { version } from '$app/environment';
import { redoForkedWork } from '$lib/commands/redo-forked-work.ts';
import { openCatalogue } from '$lib/device/catalogue/open-catalogue.ts';
import type { FollowEnd } from '$lib/device/catalogue/follow-catalogue.ts';
import { openStation, type OpenStation } from '$lib/device/open-station.ts';
import { adminKeysOf } from '$lib/documents/catalogue/admin-keys.ts';
import { officialCalendar } from '$lib/domain/holidays.ts';
import { browserKeyHold } from '$lib/platform/browser-key-hold.ts';
import { browserNetwork } from '$lib/platform/browser-network.ts';
import { browserReach } from '$lib/platform/browser-reach.ts';
import { stretchPassword } from '$lib/platform/password.ts';
import { otherTabs, systemClock, systemRandom, systemTimers, webLocks } from '$lib/platform/real.ts';
import { storageEstimate } from '$lib/platform/storage.ts';
import { openDoor } from '$lib/sync/door.ts';
import { uploadPhotographs } from '$lib/sync/photograph-uploader.ts';
import { shareLine } from '$lib/sync/shared-line.ts';
import { App } from './app.svelte.ts';
import { firstPaint } from './first-paint.svelte.ts';

/** The name of this device's database. */
export const DISK = 'yizhan';

const { origin } = location;

/** Puts the app together on this browser's disk and network. Rejects where the disk cannot be opened. */
export async function openApp(): Promise<App> {
	const reach = browserReach(location.hostname);
	const catalogue = openCatalogue({
		origin,
		fetch: (...request) => fetch(...request),
		adminKeys: () => adminKeys(station),
		locks: webLocks,
		reach,
		timers: systemTimers,
		report: (reason) => (app.catalogueFault = faultIn(reason))
	});
	const hold = browserKeyHold(systemRandom);
	const station: OpenStation = await openStation({
		name: DISK,
		clock: systemClock,
		random: systemRandom,
		locks: webLocks,
		hold,
		stretch: stretchPassword,
		calendar: officialCalendar,
		gone: () => location.reload(),
		storageEstimate,
		app: version,
		release: async () => (await catalogue.release())?.number ?? 0,
		fetchPhotograph: async (hash) => {
			const fetched = await door.photograph(hash);
			return fetched.ok ? fetched.value : null;
		}
	});
	// Locked in another tab: nothing of what is on this screen may stay there.
	hold.watch((keys) => keys ?? location.reload());
	const line = shareLine({
		network: browserNetwork(`${origin.replace(/^http/, 'ws')}/sync`, reach),
		store: station,
		clock: systemClock,
		timers: systemTimers,
		random: systemRandom,
		locks: webLocks,
		tabs: otherTabs('yizhan-line-2')
	});
	const door = openDoor({
		fetch: (...request) => fetch(...request),
		origin,
		ticket: () => line.state().ticket,
		deviceSigner: () => station.deviceSigner(),
		clerkSigner: () => station.clerkSigner()
	});
	const app = await App.over({ station, door, line, catalogue, calendar: officialCalendar });
	void firstPaint.passed.then(() => {
		station.watch(
			() => station.forkedWork(),
			(work) => void (work.length > 0 && redoForkedWork(station))
		);
		uploadPhotographs({
			store: station,
			door,
			line,
			locks: webLocks,
			tabs: otherTabs('yizhan-uploads-1'),
			clock: systemClock,
			timers: systemTimers,
			report: (uploads) => (app.uploads = uploads)
		});
	});
	return app;
}

async function adminKeys(station: OpenStation): Promise<ReadonlySet<string> | null> {
	return (await station.identity()) ? adminKeysOf(await station.directory()) : null;
}

/** No answer from the county is no fault: the line chip says so already. */
function faultIn(reason: FollowEnd): FollowEnd | null {
	return reason === 'closed' || reason === 'room-gone' || reason === 'no-answer' ? null : reason;
}
