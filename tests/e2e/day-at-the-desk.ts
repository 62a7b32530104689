import { acceptCase } from '../../src/lib/commands/accept-case.ts';
import { decideCase } from '../../src/lib/commands/decide-case.ts';
import { deliverCase } from '../../src/lib/commands/deliver-case.ts';
import { handOverCase } from '../../src/lib/commands/hand-over-case.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openCase } from '../../src/lib/commands/open-case.ts';
import { receiveCase } from '../../src/lib/commands/receive-case.ts';
import { requestCorrection } from '../../src/lib/commands/request-correction.ts';
import { submitCase } from '../../src/lib/commands/submit-case.ts';
import { supplementCase } from '../../src/lib/commands/supplement-case.ts';
import type { Limit } from '../../src/lib/documents/case/actions.ts';
import type { CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import type { NodeDevice } from './node-device.ts';
import type { Neighbour } from '../support/busy-county/people.ts';

/** What a clerk does without a screen, in a story whose point lies elsewhere. Throws where the app would say no. */
export function deskOf({ station }: NodeDevice, unit: string) {
	return {
		/** Opens, and has it signed on paper; answers the document and its number. */
		async takeIn(who: Neighbour, item: CatalogueItem, to: string): Promise<{ doc: string; number: string }> {
			const fields = {
				'applicant.name': who.name,
				'applicant.idType': '身份证',
				'applicant.idNumber': who.idNumber,
				'applicant.phone': who.phone
			};
			const doc = newCaseDoc(station);
			const { number } = sure(await openCase(station, { doc, item, by: 'self', unit, fields }));
			sure(await submitCase(station, doc, { to, signature: 'on-paper' }));
			return { doc, number };
		},
		receive: async (doc: string) => void sure(await receiveCase(station, doc, { unit })),
		async accept(doc: string, { implementation: { legal, promised } }: CatalogueItem) {
			sure(await acceptCase(station, doc, { legal: limitOf(legal), promised: limitOf(promised) }));
		},
		async askFor(doc: string, wrong: string) {
			const gap = { about: 'other', wrong, fix: '补一份', where: '', substitute: '' };
			sure(await requestCorrection(station, doc, { gaps: [gap], until: null, reasonForAnother: null }));
		},
		supplement: async (doc: string) => void sure(await supplementCase(station, doc, { remark: '已补齐' })),
		handOver: async (doc: string, to: string) =>
			void sure(await handOverCase(station, doc, { to, remark: '' })),
		async decide(doc: string) {
			const granted = {
				outcome: 'granted',
				opinion: '符合条件，准予',
				reason: '',
				documentNumber: '',
				authorised: null
			} as const;
			sure(await decideCase(station, doc, granted));
		},
		async deliver(doc: string, taker: string) {
			sure(await deliverCase(station, doc, { way: 'in-person', taker, remark: '', signature: 'on-paper' }));
		}
	};
}

function limitOf(limit: CatalogueItem['implementation']['legal']): Limit | null {
	return limit?.value == null || limit.unit === null ? null : { value: limit.value, unit: limit.unit };
}

function sure<T>(outcome: { ok: true; value: T } | { ok: false; code: string }): T {
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value;
}
