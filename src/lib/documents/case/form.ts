import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { scanUpdate } from '../../changes/scan.ts';
import { fromBase64Url, toBase64Url } from '../../platform/base64url.ts';
import type { CaseState, FieldValue } from './state.ts';

const ROOT = 'form';

/** A form as Yjs sees it. Nothing is collected: what a write said must be readable for ever. */
function openForm(form: string): Y.Doc {
	// Without `guid` each makes itself a random name, a third of what an edit costs.
	const doc = new Y.Doc({ gc: false, guid: '' });
	const bytes = fromBase64Url(form);
	if (bytes === null) throw new Error('the form in a case state is not base64url');
	if (bytes.length > 0) Y.applyUpdate(doc, bytes);
	return doc;
}

/**
 * The update of an `edit`: sets `values` on top of `form` as one fresh Yjs client. `clientId` is a random
 * 32-bit number; the next free one is taken where the form has it already. `values` must not be empty.
 */
export function editForm(
	form: string,
	values: Record<string, FieldValue>,
	clientId: number
): { keys: string[]; update: string } {
	const doc = openForm(form);
	let client = clientId >>> 0;
	while (doc.store.clients.has(client)) client = (client + 1) >>> 0;
	doc.clientID = client;
	const keys = Object.keys(values).sort();
	let update: Uint8Array | null = null;
	doc.on('update', (bytes: Uint8Array) => (update = bytes));
	const fields = doc.getMap<FieldValue>(ROOT);
	doc.transact(() => {
		for (const key of keys) fields.set(key, values[key] ?? null);
	});
	if (update === null) throw new Error('an edit without values');
	return { keys, update: toBase64Url(update) };
}

/**
 * The form with one more update, and what that update wrote: its own values, not what Yjs lets win. Null when
 * it is not what `editForm` makes, does not write exactly `keys`, or builds on what the form does not have.
 */
export function applyEdit(
	form: string,
	update: string,
	keys: string[]
): { form: string; values: Record<string, FieldValue> } | null {
	const bytes = fromBase64Url(update);
	if (bytes === null) return null;
	const scan = scanUpdate(bytes);
	if (!scan.ok || scan.structs !== keys.length) return null;
	const doc = openForm(form);
	if (doc.store.clients.has(scan.client)) return null;
	// Also makes the root a map before an update speaks of it, so that it cannot become another type.
	const fields = doc.getMap<FieldValue>(ROOT);
	Y.applyUpdate(doc, bytes);
	if (doc.store.pendingStructs || doc.store.pendingDs) return null;
	const written = new Map<string, FieldValue>();
	for (const struct of doc.store.clients.get(scan.client) ?? []) {
		if (!(struct instanceof Y.Item) || struct.parent !== fields || struct.parentSub === null) return null;
		const [value] = struct.content.getContent() as unknown[];
		if (!isFieldValue(value)) return null;
		// There is no minus zero in JSON.
		written.set(struct.parentSub, value === 0 ? 0 : value);
	}
	if (written.size !== keys.length || !keys.every((key) => written.has(key))) return null;
	return { form: toBase64Url(Y.encodeStateAsUpdate(doc)), values: Object.fromEntries(written) };
}

function isFieldValue(value: unknown): value is FieldValue {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The form as it is shown: of writes in conflict the last in fold order, so that everyone shows the same. */
export function shownFields(state: CaseState): Record<string, FieldValue> {
	const shown: [string, FieldValue][] = [];
	for (const [key, writes] of Object.entries(state.fields)) {
		const last = writes.at(-1);
		if (last) shown.push([key, last.value]);
	}
	return Object.fromEntries(shown);
}

/** What `submit`, `accept` and `decide` pin: SHA-256 (base64url) of the shown values as JSON with sorted keys. */
export function formHash(state: CaseState): string {
	return hashOfFields(shownFields(state));
}

/** The same of a form that is still to be written. */
export function hashOfFields(fields: Record<string, FieldValue>): string {
	const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
	return toBase64Url(sha256(new TextEncoder().encode(JSON.stringify(sorted))));
}
