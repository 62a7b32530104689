import type { Role } from '../documents/directory/state.ts';
import { m } from '../paraglide/messages.js';

const words: Record<Role, () => string> = {
	agent: m.app_role_agent,
	window: m.app_role_window,
	officer: m.app_role_officer,
	admin: m.app_role_admin
};

/** A role that a later version of the county gave is shown by its own name. */
export function roleWords(role: string): string {
	return (words as Record<string, (() => string) | undefined>)[role]?.() ?? role;
}
