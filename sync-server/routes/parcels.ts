import type { FastifyInstance } from 'fastify';
import type { ParcelRefusal } from '../../src/lib/protocol/messages.ts';
import { claimedDevice, visitorOf } from '../request-door.ts';
import { takeParcel, type ParcelSetting } from '../take-parcel.ts';
import type { County } from '../county.ts';

/** All photographs that go into one (`src/lib/changes/parcel.ts`), and its changes. */
const MOST_BYTES = 128 * 1024 * 1024;

const STATUS: Record<ParcelRefusal, number> = {
	'not-a-parcel': 422,
	'other-county': 422,
	damaged: 422,
	busy: 503
};

/** `POST /api/parcels`: a file that somebody carried here for a device without a line; answers the file that goes back. */
export function mountParcels(app: FastifyInstance, setting: ParcelSetting & { county: County }): void {
	const { county } = setting;
	let isOpening = false;

	app.post(
		'/api/parcels',
		{
			bodyLimit: MOST_BYTES,
			// Before a body of that size is taken from whoever asks.
			onRequest: async (request, reply) => {
				if (claimedDevice(request, county) === null) return reply.code(401).send({ code: 'not-allowed' });
				if (isOpening) return reply.code(STATUS.busy).send({ code: 'busy' });
				return undefined;
			}
		},
		async (request, reply) => {
			const { body } = request;
			if (!(await visitorOf(request, county))) return reply.code(401).send({ code: 'not-allowed' });
			if (isOpening) return reply.code(STATUS.busy).send({ code: 'busy' });
			if (!Buffer.isBuffer(body)) return reply.code(422).send({ code: 'not-a-parcel' });
			isOpening = true;
			try {
				const taken = await takeParcel(body, setting);
				if (!taken.ok) return await reply.code(STATUS[taken.code]).send({ code: taken.code });
				return await reply.type('application/x-yizhan').send(taken.answer);
			} finally {
				isOpening = false;
			}
		}
	);
}
