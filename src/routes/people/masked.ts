import { maskIdNumber, maskName, maskPhone } from '$lib/domain/mask.ts';

/** What of a person's field may stand on a screen that others can see. */
export function maskField(field: string, value: string): string {
	if (field === 'name') return maskName(value);
	if (field === 'phone') return maskPhone(value);
	return maskIdNumber(value);
}
