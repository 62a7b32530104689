import type { Station } from '../device/station.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new case's document, `case/` and 26 characters: 48 bits of time, so that ids sort by age, and 80 random ones. */
export function newCaseDoc({ clock, random }: Pick<Station, 'clock' | 'random'>): string {
	let time = '';
	for (let rest = clock.now(), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
		time = (CROCKFORD[rest % 32] ?? '') + time;
	}
	const chance = Array.from(random.bytes(16), (byte) => CROCKFORD[byte % 32]).join('');
	return `case/${time}${chance}`;
}
