import type { DirectoryAction } from '../../../src/lib/documents/directory/actions.ts';
import { writeChange, type Change } from '../../../src/lib/changes/change.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../../src/lib/platform/ed25519.ts';
import { demoUnits } from '../../../sync-server/demo/units.ts';
import type { Place } from './desk.ts';

const DAY_MS = 86_400_000;

export type Post = { clerk: string; unit: string; invite: Signer; cutOff: boolean };

/**
 * Who works at the township, in its villages and for the county, each with an invite for a device: those whom the
 * county has, and an agent for every village that has none. The root writes what is needed into the directory.
 */
export async function postsOf({
	county,
	id,
	random,
	now,
	root,
	staff,
	township
}: Place & { root: Signer; staff: { account: string; unit: string }[]; township: string }): Promise<Post[]> {
	const posts: Post[] = [];
	const actions: DirectoryAction[] = [];
	async function open(clerk: string, unit: string, cutOff: boolean): Promise<void> {
		const invite = signerOf(await keyPairFromSeed(random.bytes(32)));
		actions.push({ type: 'invite', key: invite.key, unit, uses: 1, until: now() + DAY_MS });
		posts.push({ clerk, unit, invite, cutOff });
	}
	for (const { account, unit } of staff) await open(account, unit, false);
	for (const { id: unit, short, parent } of demoUnits()) {
		if (parent !== township || staff.some((one) => one.unit === unit)) continue;
		const account = `cun-${unit}`;
		const clerk = { id: account, name: `${short}代办员`, account, phone: null };
		actions.push({ type: 'putClerk', clerk }, { type: 'grantRole', clerk: account, unit, role: 'agent' });
		await open(account, unit, true);
	}
	const changes: Change[] = [];
	for (const action of actions) {
		const last = changes.at(-1);
		const place = {
			doc: `directory/${id}`,
			device: 'root-staffing',
			seq: changes.length + 1,
			prev: last?.id ?? null,
			seen: last ? [last.id] : [],
			known: { epoch: 0, directory: 0, time: 0 },
			at: now()
		};
		changes.push(await writeChange(place, action, root, random));
	}
	const wrong = (await county.record(changes)).find(({ is }) => is !== 'settled');
	if (wrong) throw new Error(`the agents were not appointed: ${JSON.stringify(wrong)}`);
	return posts;
}
