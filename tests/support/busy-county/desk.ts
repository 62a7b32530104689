import { writeChange, type Body, type Change } from '../../../src/lib/changes/change.ts';
import { makeCaseNumber } from '../../../src/lib/domain/case-number.ts';
import { chinaDate } from '../../../src/lib/domain/working-days.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../../src/lib/platform/ed25519.ts';
import type { County } from '../../../sync-server/county.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Out of reach of the county from one office day to another, counted backwards as a step's `age`. */
export type Outage = { from: number; to: number };

export type Place = {
	county: County;
	id: string;
	random: SeededRandom;
	now: () => number;
};

/** One clerk at one device, enrolled: what they write is signed and chained as the app does it. */
export async function enrolDesk(
	{ county, id, random, now }: Place,
	of: { unit: string; clerk: string; invite: Signer; outage: Outage | null }
) {
	const { unit, clerk, invite, outage } = of;
	const device = `device-${clerk}`;
	const doc = `directory/${id}`;
	const own = signerOf(await keyPairFromSeed(random.bytes(32)));
	const hand = signerOf(await keyPairFromSeed(random.bytes(32)));
	const head = { seq: 0, id: null as string | null };
	const known = { epoch: 0, directory: 0, time: 0 };
	let serial = 0;

	async function write(about: string, action: Body['action'], seen: string[], signer: Signer = hand) {
		const place = { doc: about, device, seq: head.seq + 1, prev: head.id, seen };
		const change = await writeChange({ ...place, known: { ...known }, at: now() }, action, signer, random);
		Object.assign(head, { seq: place.seq, id: change.id });
		return change;
	}

	async function record(change: Change): Promise<void> {
		const [answer] = await county.record([change]);
		if (answer?.is !== 'settled') throw new Error(`${clerk} could not enrol: ${JSON.stringify(answer)}`);
		const { epoch, pos, time } = answer.receipt;
		Object.assign(known, { epoch, directory: pos, time });
	}

	await record(await write(doc, { type: 'enrol', device, key: own.key, name: `${clerk}的设备` }, [], invite));
	county.signIns.remember(device, clerk);
	await record(await write(doc, { type: 'bindKey', clerk, key: hand.key }, [], own));
	const block = county.directory().devices[device]?.block ?? 0;

	return {
		unit,
		clerk,
		write,
		/** When the county gets what is written at this age: at once, or when the outage is over. */
		arrival: (age: number) => (outage && age <= outage.from && age > outage.to ? outage.to : age),
		/** The line is up: the newest that the county has is known here. */
		hear: (time: number) => Object.assign(known, { time: Math.max(known.time, time) }),
		takeNumber: () =>
			makeCaseNumber({ unit, date: chinaDate(now()), block, serial: ++serial, random2: random.bytes(2) })
	};
}

export type Desk = Awaited<ReturnType<typeof enrolDesk>>;
