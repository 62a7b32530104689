/**
 * A table as a spreadsheet opens it: UTF-8 with its mark, every cell quoted, and none taken for a formula
 * whatever a station was named.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
	return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}
