import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export type Import = { to: string; typeOnly: boolean };
export type Source = { path: string; text: string; imports: Import[] };

/** Every file below `folder`, by path from the project's root, generated ones left out. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.filter((path) => path !== 'src/lib/paraglide')
		.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

/** Our own code and what each file imports; a path of ours from the root, a package by its name. */
export function sources(...folders: string[]): Source[] {
	return folders
		.flatMap(filesBelow)
		.filter((path) => /\.(ts|svelte)$/.test(path))
		.map((path) => {
			const text = readFileSync(path, 'utf8');
			return { path, text, imports: importsOf(path, text) };
		});
}

function importsOf(path: string, text: string): Import[] {
	const script = path.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
		: text;
	const imports: Import[] = [];
	const visit = (node: ts.Node): void => {
		if (
			(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
			node.moduleSpecifier &&
			ts.isStringLiteral(node.moduleSpecifier)
		) {
			imports.push({ to: resolve(path, node.moduleSpecifier.text), typeOnly: isTypeOnly(node) });
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [argument] = node.arguments;
			if (argument && ts.isStringLiteral(argument)) {
				imports.push({ to: resolve(path, argument.text), typeOnly: false });
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, script, ts.ScriptTarget.Latest));
	return imports;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const clause = node.importClause;
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = clause.namedBindings;
	return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly);
}

function resolve(from: string, to: string): string {
	if (to.startsWith('$lib/')) return `src/lib/${to.slice(5)}`;
	return to.startsWith('.') ? normalize(join(dirname(from), to)) : to;
}
