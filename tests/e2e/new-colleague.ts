import { expect } from '@playwright/test';
import { grantRole } from '../../src/lib/commands/grant-role.ts';
import { putClerk } from '../../src/lib/commands/put-clerk.ts';
import { setPassword } from '../../src/lib/commands/set-password.ts';
import type { DemoAccount } from './county-process.ts';
import { nodeDevice } from './node-device.ts';

/** The county's admin employs someone at the same unit and in the same role as `like`. */
export async function newColleague(
	origin: string,
	admin: DemoAccount,
	like: DemoAccount
): Promise<DemoAccount> {
	const { station, door, close } = await nodeDevice(origin, admin);
	const colleague = {
		...like,
		account: `${like.account}-2`,
		name: `${like.name}的同事`,
		password: 'yizhan-demo-2'
	};
	const { account, name, password, unit } = colleague;
	const put = await putClerk(station, { id: account, name, account, phone: null, number: '', left: false });
	const granted = put.ok ? await grantRole(station, account, unit, 'window') : put;
	await expect.poll(async () => (await station.outbox(1)).length).toBe(0);
	const set = await setPassword(door, account, password);
	if (!granted.ok || !set.ok) throw new Error('the colleague was not employed');
	close();
	return colleague;
}
