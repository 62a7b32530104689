/** Full-width letters, digits and signs as half-width ones, so that what an input method wrote compares equal. Keeps the length. */
export function halfWidth(text: string): string {
	return text
		.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replaceAll('\u3000', ' ');
}
