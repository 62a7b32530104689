import * as v from 'valibot';
import { isDate } from '../domain/working-days.ts';

/** A day that exists, in a year that a limit can reach: days are counted one by one. */
export const date = v.pipe(
	v.string(),
	v.check((text) => isDate(text) && text >= '2000' && text < '2100')
);
