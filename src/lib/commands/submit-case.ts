import type { Station } from '../device/station.ts';
import { formHash, shownFields } from '../documents/case/form.ts';
import { noReception, type ReceptionCode } from '../documents/directory/reception.ts';
import { authorCase, type Deed, type GivenSignature, type Input } from './author-case.ts';
import { isFilled, withReadIdNumbers } from './id-numbers.ts';

export type SubmitCode =
	'applicant-missing' | 'proxy-missing' | 'wrong-id-number' | 'signature-missing' | ReceptionCode;

/** Intake is done, the applicant or the proxy has signed: offered to the unit that receives. */
export async function submitCase(
	station: Station,
	doc: string,
	{ signature, ...input }: Omit<Input<'submit'>, 'signature'> & { signature: GivenSignature }
): Promise<Deed<SubmitCode>> {
	const directory = await station.directory();
	return authorCase<SubmitCode>(station, doc, (state) => {
		const fields = shownFields(state);
		if (!isFilled(fields, 'applicant.name', 'applicant.idNumber')) return 'applicant-missing';
		if (state.by === 'proxy' && !isFilled(fields, 'proxy.name', 'proxy.idNumber')) return 'proxy-missing';
		if (!withReadIdNumbers(fields, fields)) return 'wrong-id-number';
		if (signature.length === 0) return 'signature-missing';
		const not = noReception(directory, input.to, state.item ? [state.item.code] : []);
		if (not) return not.code;
		return {
			type: 'submit',
			...input,
			signature: signature === 'on-paper' ? [] : signature,
			form: formHash(state)
		};
	});
}
