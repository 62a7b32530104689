import type { Station } from '../device/station.ts';

/**
 * Writes anew what the signed-in clerk had written under the name that this device lost by a fork
 * (`device/enrol.ts`). What is not lawful any more stays where it needs a person. Call it whenever
 * `forkedWork` has changed.
 */
export async function redoForkedWork(station: Pick<Station, 'forkedWork' | 'authorAnew'>): Promise<void> {
	for (const id of await station.forkedWork()) await station.authorAnew(id);
}
