import type { Enrolment } from '../device/enrolment.ts';
import type { AuthorFault, SignedIn, Station } from '../device/station.ts';
import { passwordVerifier } from '../platform/password.ts';
import type { SignInRefusal } from '../sync/door-answers.ts';
import type { Door, DoorFault } from '../sync/door.ts';
import type { Line } from '../sync/line.ts';
import type { Outcome } from './outcome.ts';
import { switchClerk } from './switch-clerk.ts';

export type SignInCode = 'key-refused' | 'line-lost' | DoorFault | SignInRefusal | AuthorFault;

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
	const answer = await door.signIn({ account, password, device: identity.device });
	if (!answer.ok) {
		return (answer.code === 'offline' && (await signInHere(station, account, password))) || answer;
	}
	const { clerk } = answer.value;
	const code = await bindKey(station, line, clerk);
	if (code) return { ok: false, code };
	await station.keepVerifier(clerk, await passwordVerifier(password, station.random));
	const hand = await station.takeOver(clerk);
	if (!hand) throw new Error('a bound key is not there');
	return { ok: true, value: hand };
}

/** Null where nobody of that account has signed in here before. */
async function signInHere(
	station: Station & Enrolment,
	account: string,
	password: string
): Promise<Outcome<SignedIn, 'wrong-password'> | null> {
	const { clerks } = await station.directory();
	const clerk = Object.values(clerks).find((one) => one.account === account);
	const switched = clerk && (await switchClerk(station, clerk.id, password));
	if (!switched || switched.ok) return switched ?? null;
	const { code } = switched;
	return code === 'wrong-password' ? { ok: false, code } : null;
}

/** Why the clerk has no key here that the county has bound; null when there is one. */
async function bindKey(
	station: Station & Enrolment,
	line: WatchedLine,
	clerk: string
): Promise<'key-refused' | 'line-lost' | AuthorFault | null> {
	const { key, bound } = await station.clerkKey(clerk);
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
				() => station.clerkKey(clerk),
				({ bound }) => {
					if (bound !== 'waiting') finish(bound === 'yes' ? null : 'key-refused');
				}
			)
		);
	});
}
