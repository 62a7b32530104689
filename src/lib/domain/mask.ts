/** For lists: 玉*, 岩*香, 欧**娜. The first sign, and from three signs on the last. */
export function maskName(name: string): string {
	const signs = Array.from(name);
	const tail = signs.length > 2 ? 1 : 0;
	return keepEnds(signs, signs.length > 1 ? 1 : 0, tail);
}

/** 5328**********0021. Of a shorter document's number only the last two are left. */
export function maskIdNumber(number: string): string {
	const signs = Array.from(number);
	return signs.length >= 12 ? keepEnds(signs, 4, 4) : keepEnds(signs, 0, signs.length > 4 ? 2 : 0);
}

/** 138****5678 */
export function maskPhone(phone: string): string {
	const signs = Array.from(phone);
	return signs.length >= 10 ? keepEnds(signs, 3, 4) : keepEnds(signs, 0, signs.length > 4 ? 2 : 0);
}

function keepEnds(signs: string[], head: number, tail: number): string {
	const hidden = signs.length - head - tail;
	return signs.map((sign, i) => (i < head || i >= head + hidden ? sign : '*')).join('');
}
