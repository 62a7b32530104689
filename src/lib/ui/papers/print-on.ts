import { m } from '../../paraglide/messages.js';

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

/**
 * 第 x 页 共 y 页 under each page of this name, as declarations of `@page`. The browser's own `page` and `pages` count
 * the whole job, in which many papers may stand behind one another; a counter that only these pages move counts this
 * paper. How many it has was measured. 四号, 7 mm below the text (GB/T 9704).
 */
export function numbering(name: string, pages: number): string {
	const [before = '', after = ''] = m.papers_page({ page: '\n', pages }).split('\n');
	const song = getComputedStyle(document.documentElement).getPropertyValue('--song');
	const content = `${JSON.stringify(before)} counter(${name}) ${JSON.stringify(after)}`;
	return `counter-increment: ${name}; @bottom-center { content: ${content}; font: 14pt/1 ${song}; vertical-align: top; padding-top: min(7mm, 33%) }`;
}
