import type { Enrolment } from '../device/enrolment.ts';
import type { AuthorFault, SignedIn, Station } from '../device/station.ts';
import { fromBase64Url } from '../platform/base64url.ts';
import type { SignInRefusal } from '../sync/door-answers.ts';
import type { Door, DoorFault } from '../sync/door.ts';
import type { Line } from '../sync/line.ts';
import type { Outcome } from './outcome.ts';
import { switchClerk, type SwitchCode } from './switch-clerk.ts';

export type SignInCode =
	'key-refused' | 'line-lost' | 'vault-locked' | 'held-up' | DoorFault | SignInRefusal | AuthorFault;

type WatchedLine = Pick<Line, 'watch' | 'wake'>;

/**
 * Signs a clerk in with the county. The first time on this device also makes the clerk's key and waits until
 * the county has bound it: before that nothing can be written in the clerk's name. Without a network it is a
 * switch among those who have signed in here before.
 */
export async function signIn(
	station: Station & Enrolment,
	door: Pick<Door, 'signIn'>,
	line: WatchedLine,
	account: string,
	password: string
): Promise<Outcome<SignedIn, SignInCode>> {
	const identity = await station.identity();
	if (!identity) return { ok: false, code: 'not-enrolled' };
	const vault = await station.vaultAtCounty();
	const answer = await door.signIn({ account, password, device: identity.device, ...(vault && { vault }) });
	if (!answer.ok) {
		return (answer.code === 'offline' && (await signInHere(station, account, password))) || answer;
	}
	const { clerk } = answer.value;
	const opening = answer.value.vault === undefined ? null : fromBase64Url(answer.value.vault);
	if (opening) await station.openVault(opening);
	const code = await bindKey(station, line, clerk, password);
	if (code) return { ok: false, code };
	const hand = await switchClerk(station, clerk, password);
	if (hand.ok) return hand;
	// Right as the password is, after too many wrong ones here each try waits.
	if (hand.code === 'held-up') return { ok: false, code: hand.code };
	throw new Error(`a bound key is not there: ${hand.code}`);
}

/** Null where nobody of that account has signed in here before. */
async function signInHere(
	station: Station & Enrolment,
	account: string,
	password: string
): Promise<Outcome<SignedIn, Exclude<SwitchCode, 'never-signed-in-here'>> | null> {
	const { clerks } = await station.directory();
	const clerk = Object.values(clerks).find((one) => one.account === account);
	const switched = clerk && (await switchClerk(station, clerk.id, password));
	if (!switched || switched.ok) return switched ?? null;
	const { code } = switched;
	return code === 'never-signed-in-here' ? null : { ok: false, code };
}

/** Why the clerk has no key here that the county has bound; null when there is one. */
async function bindKey(
	station: Station & Enrolment,
	line: WatchedLine,
	clerk: string,
	password: string
): Promise<'key-refused' | 'line-lost' | 'vault-locked' | AuthorFault | null> {
	const made = await station.makeClerkKey(clerk, password);
	if (!made.ok) return made.code;
	const { key } = made;
	const bound = await station.keyStanding(clerk);
	if (bound === 'yes') return null;
	if (bound === 'no') {
		const signer = await station.deviceSigner();
		if (!signer) return 'not-enrolled';
		const authored = await station.authorDirectory([{ type: 'bindKey', clerk, key }], signer);
		if (!authored.ok) return authored.code;
	}
	line.wake();
	return answerOf(station, line, clerk);
}

/** What the county makes of a `bindKey` that is on the road. A line that ends meanwhile ends the wait. */
function answerOf(
	station: Station & Enrolment,
	line: WatchedLine,
	clerk: string
): Promise<'key-refused' | 'line-lost' | null> {
	return new Promise((resolve) => {
		const stops: (() => void)[] = [];
		const finish = (result: 'key-refused' | 'line-lost' | null) => {
			for (const stop of stops) stop();
			resolve(result);
		};
		let wasTried = false;
		stops.push(
			line.watch(({ status }) => {
				if (status !== 'off') wasTried = true;
				else if (wasTried) finish('line-lost');
			})
		);
		stops.push(
			station.watch(
				() => station.keyStanding(clerk),
				(bound) => {
					if (bound !== 'waiting') finish(bound === 'yes' ? null : 'key-refused');
				}
			)
		);
	});
}
