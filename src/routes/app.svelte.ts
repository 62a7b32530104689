import { createContext } from 'svelte';
import type { Catalogue } from '$lib/device/catalogue.ts';
import type { FollowEnd } from '$lib/device/catalogue/follow-catalogue.ts';
import type { OpenStation } from '$lib/device/open-station.ts';
import type {
	BundleRow,
	CaseRow,
	Ended,
	FirstSight,
	Identity,
	OnTheRoad,
	SignedIn
} from '$lib/device/station.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import type { Calendar } from '$lib/domain/calendar.ts';
import { matterNames, type Briefs } from '$lib/domain/catalogue-briefs.ts';
import type { Door } from '$lib/sync/door.ts';
import { whenIdle } from '$lib/platform/idle.ts';
import { notYetOn, type LineState } from '$lib/sync/line-state.ts';
import type { Line } from '$lib/sync/line.ts';
import { NO_UPLOADS, type Uploads } from '$lib/sync/photograph-uploader.ts';
import { firstPaint } from './first-paint.svelte.ts';
import { GuideIndex } from './guide-index.ts';
import { recallContact, rememberContact } from './last-contact.ts';
import { SearchedWords } from './searched-words.ts';

/** A query's answer, kept new. Undefined until the first answer came from the disk. */
export type Live<T> = { readonly value: T | undefined };

type Parts = { station: OpenStation; door: Door; line: Line; catalogue: Catalogue; calendar: Calendar };

/** What every screen stands on: this device, its line, the catalogue, and who is at it now. */
export class App {
	readonly station: OpenStation;
	readonly door: Door;
	/** The line itself, to wake it or to sign in over it; what it is now is in `line`. */
	readonly wire: Line;
	readonly catalogue: Catalogue;
	readonly guides: GuideIndex;
	readonly calendar: Calendar;
	readonly searched = new SearchedWords(() => this.signedIn?.clerk ?? null);

	line = $state.raw(notYetOn(0));
	/** Why the county's newest catalogue is not the one shown; null while all is well. */
	catalogueFault = $state.raw<FollowEnd | null>(null);
	/** How photographs go to the county, whichever tab sends them. */
	uploads = $state.raw<Uploads>(NO_UPLOADS);
	/** Null until the device has enrolled. */
	identity = $state.raw<Identity | null>(null);
	/** Why this device may write no more under its name; null while it may. */
	ended = $state.raw<Ended | null>(null);
	/** Nothing of any case can be read until a clerk gives a password. */
	locked = $state.raw(false);
	/** Null while nobody is at the device. */
	signedIn = $state.raw<SignedIn | null>(null);
	directory = $state.raw<DirectoryState>() as DirectoryState;
	/** Every case this device may show, newest first: for lists, the search box and the line chip. */
	cases = $state.raw<CaseRow[]>([]);
	/** Every bundle (一件事) whose parent is here. */
	bundles = $state.raw<BundleRow[]>([]);
	/** What lists say of items and bundles. */
	briefs = $state.raw<Briefs>({ items: [], bundles: [] });
	/** Names of what can be taken in, items and bundles, by code. */
	readonly matterNames = $derived.by(() => matterNames(this.briefs));
	/** `storage` is null until the first page stands. */
	road = $state.raw<OnTheRoad>() as OnTheRoad;

	private constructor(parts: Parts, sight: FirstSight, briefs: Briefs) {
		this.station = parts.station;
		this.door = parts.door;
		this.wire = parts.line;
		this.catalogue = parts.catalogue;
		this.guides = new GuideIndex(parts.catalogue);
		this.calendar = parts.calendar;
		this.identity = sight.identity;
		this.ended = sight.ended;
		this.signedIn = sight.signedIn;
		this.locked = parts.station.isLocked();
		this.directory = sight.directory;
		this.cases = sight.cases;
		this.bundles = sight.bundles;
		this.road = { ...sight.road, storage: null };
		this.briefs = briefs;
		const contactBefore = recallContact();
		parts.line.watch((state) => {
			if (state.lastContact !== null) rememberContact(state.lastContact);
			this.line = { ...state, lastContact: state.lastContact ?? contactBefore };
		});
	}

	/**
	 * Resolves when the device's disk has answered who is here, so that no screen flashes "signed out". What changes
	 * on the disk is followed when the first page stands.
	 */
	static async over(parts: Parts): Promise<App> {
		const [sight, briefs] = await Promise.all([parts.station.firstSight(), parts.catalogue.briefs()]);
		const app = new App(parts, sight, briefs);
		void firstPaint.passed.then(() => whenIdle(() => app.#followDisk()));
		return app;
	}

	#followDisk(): void {
		const { station, catalogue } = this;
		station.watch(
			() => station.identity(),
			(identity) => (this.identity = identity)
		);
		station.watch(
			() => station.ended(),
			(ended) => (this.ended = ended)
		);
		station.watch(
			async () => station.isLocked(),
			(locked) => (this.locked = locked)
		);
		station.watch(
			() => station.signedIn(),
			(signedIn) => (this.signedIn = signedIn)
		);
		station.watch(
			() => station.directory(),
			(directory) => (this.directory = directory)
		);
		station.watch(
			() => station.caseRows(),
			(cases) => (this.cases = cases)
		);
		station.watch(
			() => station.bundleRows(),
			(bundles) => (this.bundles = bundles)
		);
		station.watch(
			() => station.onTheRoad(),
			(road) => (this.road = road)
		);
		catalogue.watch(() => void catalogue.briefs().then((briefs) => (this.briefs = briefs)));
	}

	/** Why there is no line, also where only the device's disk remembers it. */
	get trouble(): LineState['trouble'] {
		return this.line.trouble ?? (this.ended === 'forked' ? 'fork' : this.ended);
	}

	/** Cases and bundles that a person must look at: refused, in conflict, or set aside. */
	get needYou(): number {
		return [...this.cases, ...this.bundles].filter(({ place }) => place === 'needs-you').length;
	}

	/** A new device, and one that lost its name by a fork, must enrol before anyone can sign in. */
	get mustEnrol(): boolean {
		return this.identity === null || this.ended === 'forked';
	}

	/**
	 * Keeps a query's answer new while the component lives; call it while a component is set up. What the query
	 * depends on goes in `of`, so that it is asked anew: `app.live((doc) => station.caseView(doc), () => doc)`.
	 */
	live<T, K = undefined>(query: (of: K) => Promise<T>, of?: () => K): Live<T> {
		return this.#live(query, of, () => true);
	}

	/** The same for what the first page can do without for a moment: asked when that stands. */
	liveLater<T, K = undefined>(query: (of: K) => Promise<T>, of?: () => K): Live<T> {
		return this.#live(query, of, () => firstPaint.isOver);
	}

	#live<T, K>(query: (of: K) => Promise<T>, of: (() => K) | undefined, isTime: () => boolean): Live<T> {
		let value = $state.raw<T>();
		$effect(() => {
			if (!isTime()) return;
			const key = of?.() as K;
			value = undefined;
			return this.station.watch(
				() => query(key),
				(answer) => (value = answer)
			);
		});
		return {
			get value() {
				return value;
			}
		};
	}
}

/** The app of this page; set once by the layout. */
export const [getApp, setApp] = createContext<App>();
