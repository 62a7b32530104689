import type { CountyHouse } from './county-house.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** What does not come through although nothing hinders it any more, each with the words to find it by. */
export async function whatIsStuck({ disk }: CountyHouse, devices: SimulatedDevice[]): Promise<string[]> {
	const stuck: string[] = [];
	for (const { name, station, line, isRevoked } of devices) {
		const state = line?.state();
		const left = await station.outbox(500);
		if (left.length > 0)
			stuck.push(`${left.length} changes wait at ${name}, first #${left[0]?.envelope.seq}`);
		// A county that was restored since may not know of it any more; the device does.
		const isOver = isRevoked && (await station.ended()) === 'revoked';
		if (state?.status !== 'on' && !isOver)
			stuck.push(`the line of ${name} is ${state?.status}: ${state?.trouble}`);
		if (!isOver && !(await station.signedIn())) stuck.push(`${name} has no hand on the device`);
	}
	const waiting = disk.waiting();
	if (waiting.length > 0) stuck.push(`${waiting.length} changes wait at the county`);
	return stuck;
}
