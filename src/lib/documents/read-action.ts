import * as v from 'valibot';
import type { SetAsideCode } from './deed.ts';

type Schemas = Record<string, v.GenericSchema>;

export type ReadAction<S extends Schemas> =
	| { ok: true; type: string; action: v.InferOutput<S[keyof S]> }
	| { ok: false; type: string; code: SetAsideCode };

/** A deed's action as its kind knows it, or why it cannot be taken. */
export function readAction<S extends Schemas>(schemas: S, action: unknown): ReadAction<S> {
	if (action === null) return { ok: false, type: '', code: 'erased' };
	const named = v.safeParse(v.looseObject({ type: v.string() }), action);
	if (!named.success) return { ok: false, type: '', code: 'malformed-action' };
	const { type } = named.output;
	const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
	if (!schema) return { ok: false, type, code: 'unknown-action' };
	const read = v.safeParse(schema, action);
	return read.success
		? { ok: true, type, action: read.output as v.InferOutput<S[keyof S]> }
		: { ok: false, type, code: 'malformed-action' };
}
