import type { FastifyInstance } from 'fastify';
import type { Device } from '../../src/lib/documents/directory/state.ts';
import type { Clock } from '../../src/lib/platform/seams.ts';
import type { County } from '../county.ts';
import { adminOf } from '../request-door.ts';
import type { Contact, Storage } from '../storage/storage.ts';

/** `GET /api/stations`: every device with when it was last heard of, and how many cases there are where. Numbers only. */
export function mountStations(
	app: FastifyInstance,
	{ county, storage, clock }: { county: County; storage: Storage; clock: Clock }
): void {
	function stationOf({ id, name, unit, until }: Device, contact: Contact | undefined) {
		return {
			device: id,
			name,
			unit,
			lastSeen: contact?.lastSeen ?? null,
			behind: storage.feedLeft(unit, contact?.cursor ?? 0, id),
			release: contact?.release ?? 0,
			report: contact?.report ?? null,
			revoked: until !== null
		};
	}

	function contacts(): Map<string, Contact> {
		const onLine = county.greeted().map((line) => ({ ...line, lastSeen: clock.now() }));
		return new Map([...storage.contacts(), ...onLine].map((contact) => [contact.device, contact]));
	}

	app.get('/api/stations', async (request, reply) => {
		if (!(await adminOf(request, county))) return reply.code(403).send({ code: 'not-allowed' });
		const known = contacts();
		const devices = Object.values(county.directory().devices);
		return {
			stations: devices.map((device) => stationOf(device, known.get(device.id))),
			figures: figuresOf(storage)
		};
	});
}

/** Cases by stage, and by the unit that has the baton (before there is one, that took it in). */
function figuresOf(storage: Storage): { byStage: Record<string, number>; byUnit: Record<string, number> } {
	const byStage: Record<string, number> = {};
	const byUnit: Record<string, number> = {};
	for (const { stage, unit, cases } of storage.caseCounts()) {
		byStage[stage] = (byStage[stage] ?? 0) + cases;
		if (unit !== null) byUnit[unit] = (byUnit[unit] ?? 0) + cases;
	}
	return { byStage, byUnit };
}
