import { m } from '$lib/paraglide/messages.js';
import type { IntakeStep } from './draft.ts';

export const stepNames: Record<IntakeStep, () => string> = {
	item: m.intake_step_item,
	who: m.intake_step_who,
	papers: m.intake_step_papers,
	form: m.intake_step_form,
	sign: m.intake_step_sign
};
