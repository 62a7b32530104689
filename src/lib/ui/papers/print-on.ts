/**
 * Tells the printer what sheet the pages of this name (CSS `page`) are for, as declarations of `@page`, until the
 * returned function is called. Named, as papers of several lengths may stand behind one another on a roll; adopted: a component's own `@page` would stay behind and hold for the next page too.
 */
export function printOn(name: string, declarations: string): () => void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`@page ${name} { ${declarations} }`);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	return () => {
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
	};
}
