import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../src/lib/changes/change.ts';
import type { OpenStation } from '../../src/lib/device/open-station.ts';
import type { FieldValue } from '../../src/lib/documents/case/state.ts';
import { note, openAtVillage, write } from './case-work.ts';
import { PASSWORD, enrolledStation } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE, type HandMadeCounty } from './hand-made-county.ts';

type Step = { do: number; which: number };

/** Two devices of one village, a county, and whatever order of events chance makes of them. */
class Interleaving {
	readonly cases = ['case/0A', 'case/0B', 'case/0C'];
	/** How much of the county's sequence each has been fed. */
	private readonly fed = new Map<OpenStation, number>();
	private readonly refused = new Set<string>();
	private client = 1;
	private readonly county: HandMadeCounty;
	private readonly mine: OpenStation;
	private readonly other: OpenStation;

	constructor(county: HandMadeCounty, mine: OpenStation, other: OpenStation) {
		this.county = county;
		this.mine = mine;
		this.other = other;
	}

	async take({ do: what, which }: Step): Promise<void> {
		const { county, mine, other } = this;
		const station = which % 2 === 0 ? mine : other;
		const doc = this.cases[which % 3] ?? '';
		switch (what) {
			case 0:
				await openAtVillage(station, doc);
				return;
			case 1:
				await write(station, doc, aboutSomebody(which), this.client++);
				return;
			case 2:
				await note(station, doc, `记${which}`);
				return;
			case 3:
				return this.push(station, (which % 4) + 1);
			case 4:
				return this.feed(station, (which % 5) + 1);
			case 5:
				return this.refuse();
			case 6:
				await county.say(
					which % 2 === 0
						? { type: 'endRole', clerk: 'yu', unit: VILLAGE, role: 'agent' }
						: { type: 'grantRole', clerk: 'yu', unit: VILLAGE, role: 'agent' }
				);
				return;
			case 7:
				return this.bindAnother(station);
			case 8:
				county.time.advance(3_600_000);
		}
	}

	/** A device's own directory change: its receipt may run ahead of the feed. */
	private async bindAnother(station: OpenStation): Promise<void> {
		const made = await station.makeClerkKey('wang', PASSWORD);
		const bound = await station.keyStanding('wang');
		const signer = await station.deviceSigner();
		if (made.ok && bound === 'no' && signer) {
			await station.authorDirectory([{ type: 'bindKey', clerk: 'wang', key: made.key }], signer);
		}
	}

	/** Receipts come twice, as they may when a line breaks between commit and answer. */
	private async push(station: OpenStation, count: number): Promise<void> {
		const changes = (await station.outbox(count)).filter((change) => this.mayBePlaced(change));
		if (changes.length === 0) return;
		const sheet = await this.county.place(...changes);
		expect(await station.takeReceipts(sheet)).toBe(true);
		expect(await station.takeReceipts(sheet)).toBe(true);
	}

	private mayBePlaced({ envelope: { seen } }: Change): boolean {
		return seen.every((id) => !this.refused.has(id));
	}

	private async feed(station: OpenStation, count: number): Promise<void> {
		const start = this.fed.get(station) ?? 0;
		const device = (await station.identity())?.device;
		const rows = this.county.from(start).slice(0, count);
		const others = rows.filter(({ change }) => change.envelope.device !== device);
		const sheet = others.length > 0 ? await this.county.sheet(...others.map(({ change }) => change)) : null;
		const lines = others.map(({ change }) => change.line);
		this.fed.set(station, start + rows.length);
		expect(await station.takeFeed(lines, sheet, start + rows.length, false)).toBe(true);
		expect(await station.takeFeed(lines, sheet, start + rows.length, false)).toBe(true);
	}

	/** The gate refuses the newest change of an outbox: nothing depends on it yet. */
	private async refuse(): Promise<void> {
		const last = (await this.mine.outbox(100)).at(-1);
		if (!last) return;
		this.refused.add(last.id);
		await this.mine.takeRefusals([{ id: last.id, code: 'unsafe-update' }]);
	}
}

/** Three people in turn, one of them as another's child. */
function aboutSomebody(which: number): Record<string, FieldValue> {
	const number = (n: number) => `YN${n % 3}`;
	return {
		'applicant.name': `名${which}`,
		'applicant.idType': '边民证',
		'applicant.idNumber': number(which),
		'applicant.phone': which % 2 === 0 ? '' : `1380000${which}`,
		...(which > 5 && {
			'family.1.name': '玉香',
			'family.1.relation': '女儿',
			'family.1.idType': '边民证',
			'family.1.idNumber': number(which + 1)
		}),
		'form.remark': which
	};
}

async function projected(station: OpenStation) {
	return {
		rows: await station.caseRows(),
		people: await station.people(),
		directory: await station.directory()
	};
}

/** The same by the reads of each part. */
async function sightOf(station: OpenStation) {
	const { storage, ...road } = await station.onTheRoad();
	expect(storage).toBeNull();
	return {
		identity: await station.identity(),
		ended: await station.ended(),
		signedIn: await station.signedIn(),
		directory: await station.directory(),
		cases: await station.caseRows(),
		bundles: await station.bundleRows(),
		road
	};
}

const step = fc.record({ do: fc.nat(8), which: fc.nat(11) });

test('rows kept up step by step are those made anew, and what the first screen gets, whatever came when', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
			const county = await handMadeCounty();
			const mine = await enrolledStation(county, VILLAGE, 'ai');
			const other = await enrolledStation(county, VILLAGE, 'yu');
			const interleaving = new Interleaving(county, mine, other);
			await interleaving.take({ do: 0, which: 0 });
			for (const one of steps) await interleaving.take(one);
			for (const station of [mine, other]) {
				const kept = await projected(station);
				expect(await station.firstSight()).toEqual(await sightOf(station));
				await station.rebuildProjections();
				expect(await projected(station)).toEqual(kept);
			}
		}),
		{ numRuns: 25 }
	);
}, 60_000);

test('a case is judged again when the directory that its author relied on comes only after it', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'yu');
	const [ended] = await county.say({ type: 'endRole', clerk: 'yu', unit: VILLAGE, role: 'agent' });
	const made = await station.makeClerkKey('wang', PASSWORD);
	if (!made.ok) throw new Error(made.code);
	const { key } = made;
	const signer = await station.deviceSigner();
	const bound = signer && (await station.authorDirectory([{ type: 'bindKey', clerk: 'wang', key }], signer));
	if (!ended || !bound?.ok) throw new Error('nothing was written');
	await station.takeReceipts(await county.place(...bound.changes));
	// Its newest place in the directory is now after the end of the role, of which it has not heard.
	expect(await openAtVillage(station, 'case/0A')).toMatchObject({ ok: true });
	expect(await station.caseRows()).toMatchObject([{ place: 'here', origin: VILLAGE }]);
	await station.takeFeed([ended.line], await county.sheet(ended), 20, false);
	expect(await station.caseRows()).toMatchObject([{ place: 'needs-you', origin: null }]);
	expect((await station.caseView('case/0A'))?.conflicts).toMatchObject([{ code: 'not-in-role' }]);
});
