import type * as Y from 'yjs';
import type { FieldValue } from '../../../src/lib/documents/case/state.ts';
import type { BenchState } from './bench-kind.ts';
import type { BenchDevice } from './device.ts';

/** A Y.Doc of the scenarios', whose library is another copy than ours: nothing of ours may look into it. */
export type PeerDocument = Y.Doc;

const OURS = Symbol('from the device');
const SEPARATOR = '.';

/** From now on what is written to the document becomes changes of the device, and what the device gets stands in it. */
export function bindDocument(doc: PeerDocument, device: BenchDevice, id: string): void {
	const shown = new Map<string, FieldValue>();
	// What another device wrote there must not be written again, so the county's word is awaited first.
	device.whenFed(() => {
		const values = device.stateOf(id)?.values ?? {};
		const held: Record<string, FieldValue> = {};
		for (const name of doc.share.keys()) {
			for (const [key, value] of doc.getMap(name)) {
				const text = JSON.stringify(value);
				const full = `${name}${SEPARATOR}${key}`;
				if (values[full] === text) shown.set(full, text);
				else held[full] = text;
			}
		}
		take(held);
		device.follow(id, show);
	});
	doc.on('afterTransaction', ({ changed, origin }: Y.Transaction) => {
		if (origin === OURS) return;
		const written: Record<string, FieldValue> = {};
		for (const [name, type] of doc.share) {
			for (const key of changed.get(type) ?? []) {
				if (key !== null) written[`${name}${SEPARATOR}${key}`] = JSON.stringify(doc.getMap(name).get(key));
			}
		}
		take(written);
	});

	function take(values: Record<string, FieldValue>): void {
		if (Object.keys(values).length === 0) return;
		for (const [key, value] of Object.entries(values)) shown.set(key, value);
		device.write(id, values);
	}

	function show({ values }: BenchState): void {
		const news = Object.entries(values).filter(([key, value]) => shown.get(key) !== value);
		if (news.length === 0) return;
		doc.transact(() => {
			for (const [key, value] of news) {
				shown.set(key, value);
				const at = key.indexOf(SEPARATOR);
				doc.getMap(key.slice(0, at)).set(key.slice(at + 1), JSON.parse(String(value)));
			}
		}, OURS);
	}
}
