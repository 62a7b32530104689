/** Saves a file where the browser keeps downloads. */
export function saveFile(content: Blob, name: string): void {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser reads it a moment later; a large one on a slow disk takes its time.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
