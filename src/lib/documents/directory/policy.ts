import type { DirectoryActionType } from './actions.ts';

/**
 * Whose key may sign what. `founder`: any key, once; it is the root from then on. `admin`: the root, or a clerk
 * who has the role admin at that place in the sequence. `invite`: the key of an enrolment code that still
 * has uses. `device`: an enrolled device's own key.
 */
export const policy: Record<DirectoryActionType, 'founder' | 'root' | 'admin' | 'invite' | 'device'> = {
	found: 'founder',
	appointReceiptKey: 'root',
	putUnit: 'admin',
	putWindow: 'admin',
	putClerk: 'admin',
	grantRole: 'admin',
	endRole: 'admin',
	invite: 'admin',
	enrol: 'invite',
	bindKey: 'device',
	revokeDevice: 'admin'
};
