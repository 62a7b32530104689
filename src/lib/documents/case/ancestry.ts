/** What of a timeline tells who had seen what. */
type Seen = { change: string; seen: number[] };

/** Places in the timeline of these changes; those that it does not have are passed over. */
export function placesOf(timeline: Seen[], changes: string[]): number[] {
	const wanted = new Set(changes);
	return timeline.flatMap((entry, place) => (wanted.has(entry.change) ? [place] : []));
}

/** Every change that someone who had seen these places had seen: themselves, and all they build on. */
export function seenFrom(timeline: Seen[], places: number[]): Set<string> {
	const seen = new Set<string>();
	const ahead = [...places];
	for (let place = ahead.pop(); place !== undefined; place = ahead.pop()) {
		const entry = timeline[place];
		if (!entry || seen.has(entry.change)) continue;
		seen.add(entry.change);
		ahead.push(...entry.seen);
	}
	return seen;
}
