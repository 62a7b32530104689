import type { Station } from '../device/station.ts';
import type { Strokes } from '../documents/case/actions.ts';
import { formHash, shownFields } from '../documents/case/form.ts';
import { noReception, type ReceptionCode } from '../documents/directory/reception.ts';
import { authorCase, type Deed, type GivenSignature } from './author-case.ts';
import { isFilled, withReadIdNumbers } from './id-numbers.ts';

export type SubmitCode =
	| 'applicant-missing'
	| 'proxy-missing'
	| 'wrong-id-number'
	| 'signature-missing'
	| 'principal-unsigned'
	| ReceptionCode;

type Submission = {
	to: string;
	/** Of whoever came: the applicant, or the proxy. */
	signature: GivenSignature;
	/** Of a proxy's principal who is here as well and signs on the screen; null: theirs is on the 委托书. */
	principal?: Strokes | null;
};

/** Intake is done, the applicant or the proxy has signed: offered to the unit that receives. */
export async function submitCase(
	station: Station,
	doc: string,
	{ to, signature, principal = null }: Submission
): Promise<Deed<SubmitCode>> {
	const directory = await station.directory();
	return authorCase<SubmitCode>(station, doc, (state) => {
		const fields = shownFields(state);
		if (!isFilled(fields, 'applicant.name', 'applicant.idNumber')) return 'applicant-missing';
		if (state.by === 'proxy' && !isFilled(fields, 'proxy.name', 'proxy.idNumber')) return 'proxy-missing';
		if (!withReadIdNumbers(fields, fields)) return 'wrong-id-number';
		if (signature.length === 0) return 'signature-missing';
		const signsToo = state.by === 'proxy' ? principal : null;
		if (signsToo?.length === 0) return 'principal-unsigned';
		const not = noReception(directory, to, state.item ? [state.item.code] : []);
		if (not) return not.code;
		return {
			type: 'submit',
			to,
			signature: signature === 'on-paper' ? [] : signature,
			...(signsToo ? { principal: signsToo } : {}),
			form: formHash(state)
		};
	});
}
