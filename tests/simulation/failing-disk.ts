import { IDBFactory, IDBTransaction } from 'fake-indexeddb';

/** `disk-full`: no row can be written while there is no room. `disk-failed`: one request is not answered. */
export type DiskTrouble = 'disk-full' | 'disk-failed';

/** A tablet's disk that can be full, and that can fail at any request. */
export interface FailingDisk {
	readonly factory: IDBFactory;
	/** No room from the request on that comes after `requests` more, until it is mended. */
	fillAfter(requests: number): void;
	/** The request that comes after `requests` more fails. */
	failAfter(requests: number): void;
	mend(): void;
	/** Looks at it or alters it from outside: there nothing fails. */
	fromOutside<T>(work: (factory: IDBFactory) => Promise<T>): Promise<T>;
	/** How many requests failed by either. */
	readonly failed: Readonly<Record<DiskTrouble, number>>;
}

type Database = { name: string };
/** What fake-indexeddb keeps inside, as far as its requests can be made to fail. */
type Inside = {
	db: { _rawDatabase: Database };
	_execRequestAsync: (this: Inside, request: { operation: () => unknown }) => unknown;
};

/** Asked before each request of a database: throws where it fails. */
const guards = new WeakMap<Database, (writes: boolean) => void>();
const transactions = IDBTransaction.prototype as unknown as Inside;
const ask = transactions._execRequestAsync;

transactions._execRequestAsync = function (request) {
	const guard = guards.get(this.db._rawDatabase);
	const { operation } = request;
	if (!guard) return ask.call(this, request);
	// fake-indexeddb binds what it is to do, and a bound function keeps its name.
	const writes = operation.name === 'bound storeRecord';
	return ask.call(this, {
		...request,
		operation() {
			guard(writes);
			return operation();
		}
	});
};

export function failingDisk(): FailingDisk {
	const failed = { 'disk-full': 0, 'disk-failed': 0 };
	let untilFull = Infinity;
	let untilFailure = Infinity;
	let looks = 0;

	function guard(writes: boolean): void {
		if (looks > 0) return;
		if (untilFailure-- <= 0) {
			untilFailure = Infinity;
			failed['disk-failed']++;
			throw new DOMException('the disk does not answer', 'UnknownError');
		}
		if (untilFull-- > 0 || !writes) return;
		failed['disk-full']++;
		throw new DOMException('no room', 'QuotaExceededError');
	}

	class Databases extends Map<string, Database> {
		override set(name: string, database: Database): this {
			guards.set(database, guard);
			return super.set(name, database);
		}
	}

	const factory = Object.assign(new IDBFactory(), { _databases: new Databases() });
	return {
		factory,
		fillAfter: (requests) => void (untilFull = requests),
		failAfter: (requests) => void (untilFailure = requests),
		mend() {
			untilFull = Infinity;
			untilFailure = Infinity;
		},
		async fromOutside(work) {
			looks++;
			try {
				return await work(factory);
			} finally {
				looks--;
			}
		},
		failed
	};
}
