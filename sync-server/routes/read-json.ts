import * as v from 'valibot';

/** A request's body as the schema says; null for anything else. Bodies come as they were signed, as bytes. */
export function readJson<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T | null {
	if (!Buffer.isBuffer(body)) return null;
	try {
		const read = v.safeParse(schema, JSON.parse(body.toString('utf8')));
		return read.success ? read.output : null;
	} catch {
		return null;
	}
}
