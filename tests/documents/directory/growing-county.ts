import type { Deed } from '../../../src/lib/documents/deed.ts';
import { advanceDirectory, startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import type { DirectoryState, Role, UnitLevel } from '../../../src/lib/documents/directory/state.ts';
import { hash } from '../history.ts';

export const ROOT = hash('root');
export const NOON = Date.UTC(2026, 10, 23, 4);

/** A directory that grows change by change; `pos` of a change is its number, ten apart. */
export class Growing {
	state: DirectoryState = startDirectory();
	readonly deeds: Deed[] = [];

	/** Answers the change's position. */
	add(key: string, action: unknown, device = 'device-of-root', where: Partial<Deed> = {}): number {
		const place = this.deeds.length + 1;
		const deed: Deed = {
			id: hash(`change ${place}`),
			action: JSON.parse(JSON.stringify(action)) as unknown,
			author: null,
			key,
			device,
			seen: [],
			at: NOON + place,
			knownTime: 0,
			county: { epoch: 1, pos: place * 10, time: NOON + place, standing: 'ok' },
			...where
		};
		this.deeds.push(deed);
		this.state = advanceDirectory(this.state, deed);
		return place * 10;
	}

	/** Why the newest change was set aside; null when it holds. */
	get fate(): string | null {
		const id = this.deeds.at(-1)?.id;
		return this.state.setAside.find((aside) => aside.id === id)?.code ?? null;
	}
}

export function unit(id: string, level: UnitLevel, parent: string | null) {
	return {
		type: 'putUnit',
		unit: { id, level, name: id, short: id, parent, phone: null, address: null }
	};
}

export function clerk(id: string) {
	return { type: 'putClerk', clerk: { id, name: id, account: id, phone: null } };
}

export function grant(id: string, unit: string, role: Role) {
	return { type: 'grantRole', clerk: id, unit, role };
}

export function invite(code: string, unit: string, uses = 1, until = NOON + 1_000_000) {
	return { type: 'invite', key: hash(code), unit, uses, until };
}

export function enrol(name: string) {
	return { type: 'enrol', device: `device-${name}`, key: hash(`device ${name}`), name };
}

export function bind(clerk: string, device: string) {
	return { type: 'bindKey', clerk, key: hash(`${clerk} on ${device}`) };
}

/** County, one township with two villages, a department; an admin with a device and a village agent with one. */
export function county(): Growing {
	const growing = new Growing();
	growing.add(ROOT, { type: 'found', county: '532822', name: '勐海县' });
	growing.add(ROOT, unit('532822', 'county', null));
	growing.add(ROOT, unit('532822MZ', 'department', '532822'));
	growing.add(ROOT, unit('532822104', 'township', '532822'));
	growing.add(ROOT, unit('532822104201', 'village', '532822104'));
	growing.add(ROOT, unit('532822104202', 'village', '532822104'));
	growing.add(ROOT, clerk('admin'));
	growing.add(ROOT, grant('admin', '532822', 'admin'));
	growing.add(ROOT, invite('code of county', '532822'));
	growing.add(hash('code of county'), enrol('hall'), 'device-hall');
	growing.add(hash('device hall'), bind('admin', 'hall'), 'device-hall');
	growing.add(ADMIN, clerk('agent'), 'device-hall');
	growing.add(ADMIN, grant('agent', '532822104201', 'agent'), 'device-hall');
	growing.add(ADMIN, invite('code of village', '532822104201', 2), 'device-hall');
	growing.add(hash('code of village'), enrol('village'), 'device-village');
	growing.add(hash('device village'), bind('agent', 'village'), 'device-village');
	return growing;
}

export const ADMIN = hash('admin on hall');
export const AGENT = hash('agent on village');
