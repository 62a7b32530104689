import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'src/lib/paraglide/', 'data/', 'coverage/', 'test-results/'] },
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: {
					allowDefaultProject: ['eslint.config.js', 'svelte.config.js', 'src/service-worker.ts']
				},
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } }
	},
	{
		// Rules with types make a program anew for each component, a second each: half of a full check. What is lost by it,
		// a promise that nobody waits for, is asked of what writes to the disk by its shape.
		files: ['**/*.svelte'],
		extends: [ts.configs.disableTypeChecked],
		languageOptions: { parserOptions: { projectService: false } },
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'ExpressionStatement > CallExpression[callee.object.property.name="station"]',
					message: 'Wait for the disk, or say `void` and what happens when it fails.'
				},
				{
					selector: 'ExpressionStatement > CallExpression[callee.object.name="station"]',
					message: 'Wait for the disk, or say `void` and what happens when it fails.'
				}
			]
		}
	},
	{ files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] }
);
