import type { IDBFactory } from 'fake-indexeddb';

/** What fake-indexeddb keeps of a transaction, as far as its power can be cut. */
type Transaction = { _state: string; _requests: unknown[]; _rollbackLog: (() => void)[] };

/**
 * What the databases had not finished is undone, as when the power fails, and nobody hears of it. (To abort the
 * transactions would tell the dead app's code that they failed.)
 */
export function cutPower(factory: IDBFactory): void {
	const { _databases: databases } = factory as unknown as {
		_databases: Map<string, { transactions: Transaction[] }>;
	};
	for (const { transactions } of databases.values()) {
		for (const open of transactions.splice(0).reverse()) {
			if (open._state === 'finished') continue;
			for (const undo of open._rollbackLog.reverse()) undo();
			open._requests.length = 0;
			open._state = 'finished';
		}
	}
}
