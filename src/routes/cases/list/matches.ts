import type { CaseRow } from '$lib/device/station.ts';

/** Whether every word is in the case's number or name, or is the last of its identity number (any case). */
export function matches({ face }: CaseRow, text: string): boolean {
	const number = face.number?.toUpperCase() ?? '';
	return text
		.toUpperCase()
		.split(/\s+/)
		.every(
			(word) =>
				number.includes(word) ||
				(face.applicantName?.toUpperCase().includes(word) ?? false) ||
				face.idLastFour === word
		);
}
