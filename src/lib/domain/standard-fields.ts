import type { FormField } from './form-field.ts';

/** What every item asks besides its own questions; in the order in which they are asked. */
export const standardFieldKeys = [
	'form.kind',
	'form.resultBy',
	'form.postTo',
	'form.notifyBy',
	'form.purpose',
	'form.remark'
] as const;
export type StandardFieldKey = (typeof standardFieldKeys)[number];

/** What the choices among them are kept as. */
export const standardChoices = {
	/** 首次办理, 变更, 续办, 补办 */
	'form.kind': ['first', 'change', 'renew', 'replace'],
	/** 来取, 邮寄, 代办员带回 */
	'form.resultBy': ['collect', 'post', 'agent'],
	/** 电话, 短信, 村里带话 */
	'form.notifyBy': ['call', 'message', 'village']
} as const;

/** Where it is taken in, and what is known of the person already. */
export type FormSetting = { atVillage: boolean; hasPhone: boolean };

/**
 * The questions that every item asks. In a village the agent brings the result (代办, F028); who has no telephone is
 * told through the village.
 */
export function standardFields({ atVillage, hasPhone }: FormSetting): FormField[] {
	const always = { label: null, when: null, required: false } as const;
	const blank = { ...always, options: [], usual: '' } as const;
	const notifyBy = standardChoices['form.notifyBy'].filter((way) => hasPhone || way === 'village');
	return [
		{ ...always, key: 'form.kind', kind: 'choice', options: optionsOf('form.kind'), usual: 'first' },
		{
			...always,
			key: 'form.resultBy',
			kind: 'choice',
			options: optionsOf('form.resultBy'),
			usual: atVillage ? 'agent' : 'collect'
		},
		{
			...blank,
			key: 'form.postTo',
			kind: 'text',
			when: { key: 'form.resultBy', is: ['post'] },
			required: true
		},
		{
			...always,
			key: 'form.notifyBy',
			kind: 'choice',
			options: notifyBy.map((value) => ({ value, label: null })),
			usual: hasPhone ? 'call' : 'village'
		},
		{ ...blank, key: 'form.purpose', kind: 'lines' },
		{ ...blank, key: 'form.remark', kind: 'lines' }
	];
}

function optionsOf(key: keyof typeof standardChoices): FormField['options'] {
	return standardChoices[key].map((value) => ({ value, label: null }));
}
