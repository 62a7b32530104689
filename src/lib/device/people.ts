import { peopleIn, type PersonInCase } from '../documents/case/people.ts';
import type { CaseState } from '../documents/case/state.ts';
import type { PersonIdentity } from '../domain/person-identity.ts';
import { toBase64Url } from '../platform/base64url.ts';
import { hashText } from '../platform/hash-text.ts';
import type { Database } from './database.ts';
import type { PersonProjection } from './rows.ts';
import type { Kin, Person, Source, Station } from './station.ts';
import type { Vault } from './vault.ts';

/** Of this disk only: identity numbers are few enough to be guessed from a bare hash. */
export function personSalt(vault: Vault): string {
	return toBase64Url(vault.derive('people'));
}

function personKey(salt: string, { idType, idNumber }: PersonIdentity): string {
	return hashText(JSON.stringify([salt, idType, idNumber]));
}

/** The people of one case as they lie on the disk. */
export function peopleRows(state: CaseState, changedAt: number, salt: string): PersonProjection[] {
	const { id: doc, number } = state;
	return peopleIn(state).map((one) => ({
		person: personKey(salt, one.identity),
		doc,
		number,
		changedAt,
		one
	}));
}

export function personReads(db: Database): Pick<Station, 'people' | 'person' | 'personKey'> {
	return {
		people: async () => {
			const rows = await db.people.toArray();
			const byCase = grouped(rows, ({ doc }) => doc);
			const people = [...grouped(rows, ({ person }) => person)].map(([key, own]) => {
				const around = own.flatMap(({ doc }) => byCase.get(doc) ?? []);
				return personOf(key, own, around);
			});
			return people.sort(
				(a, b) => (b.cases[0]?.at ?? 0) - (a.cases[0]?.at ?? 0) || (a.name < b.name ? -1 : 1)
			);
		},
		person: (key) =>
			db.transaction('r', db.people, async () => {
				const own = await db.people.where('[person+doc]').between([key], [key, []]).toArray();
				if (own.length === 0) return null;
				const docs = own.map(({ doc }) => doc);
				const around = await Promise.all(docs.map((doc) => db.people.where('doc').equals(doc).toArray()));
				return personOf(key, own, around.flat());
			}),
		personKey: async (identity) => personKey(personSalt(db.vault), identity)
	};
}

function grouped(
	rows: PersonProjection[],
	by: (row: PersonProjection) => string
): Map<string, PersonProjection[]> {
	const groups = new Map<string, PersonProjection[]>();
	for (const row of rows) {
		const group = groups.get(by(row));
		if (group) group.push(row);
		else groups.set(by(row), [row]);
	}
	return groups;
}

/** `own`: this person's rows; `around`: all rows of the same cases. */
function personOf(key: string, own: PersonProjection[], around: PersonProjection[]): Person {
	const newestFirst = [...own].sort(byNewestCase);
	const known: Person['known'] = {};
	for (const row of newestFirst) {
		for (const [field, { value, unit, at }] of Object.entries(row.one.said)) {
			const source = { doc: row.doc, number: row.number, unit, at };
			if (at > (known[field]?.source.at ?? -Infinity)) known[field] = { value, source };
		}
	}
	const identity = newestFirst[0]?.one.identity;
	if (!identity) throw new Error('a person in no case');
	return {
		key,
		identity,
		name: known['name']?.value ?? '',
		known,
		cases: newestFirst.map(({ doc, number, changedAt, one }) => ({ doc, number, as: one.as, at: changedAt })),
		kin: kinOf(key, newestFirst, around)
	};
}

function byNewestCase(a: PersonProjection, b: PersonProjection): number {
	return b.changedAt - a.changedAt || (a.doc < b.doc ? -1 : 1);
}

function kinOf(key: string, newestFirst: PersonProjection[], around: PersonProjection[]): Kin[] {
	const kin = new Map<string, Kin>();
	for (const own of newestFirst) {
		for (const other of around) {
			if (other.doc !== own.doc || other.person === key) continue;
			const seen = kin.get(other.person);
			const now = kinIn(own, other);
			if (!seen) kin.set(other.person, now);
			else if (seen.relation === null && now.relation !== null) {
				const { relation, describes, source } = now;
				kin.set(other.person, { ...seen, relation, describes, source });
			}
		}
	}
	return [...kin.values()];
}

function kinIn(own: PersonProjection, { person, doc, number, one }: PersonProjection): Kin {
	const describes = one.as === 'applicant' ? 'person' : 'kin';
	const relation = tie(own.one, one);
	const name = one.said['name'];
	const source: Source = { doc, number, unit: name?.unit ?? null, at: name?.at ?? 0 };
	return { key: person, name: name?.value ?? '', relation, describes, source };
}

/** The form says only what someone is to the applicant. */
function tie(a: PersonInCase, b: PersonInCase): string | null {
	if (a.as === 'applicant') return b.relation;
	return b.as === 'applicant' ? a.relation : null;
}
