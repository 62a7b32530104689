/**
 * Tells the printer what sheet a page is for, as declarations of `@page`, until the returned function is called.
 * Adopted: a component's own `@page` would stay behind and hold for the next page too.
 */
export function printOn(declarations: string): () => void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`@page { ${declarations} }`);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	return () => {
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
	};
}
