import type { Database } from './database.ts';
import type { Setting, Settings } from './rows.ts';

export async function setting<Name extends keyof Settings>(
	db: Database,
	name: Name
): Promise<Settings[Name] | null> {
	const row = await db.settings.get(name);
	return row ? (row.value as Settings[Name]) : null;
}

export async function putSetting<Name extends keyof Settings>(
	db: Database,
	name: Name,
	value: Settings[Name]
): Promise<void> {
	await db.settings.put({ name, value } as Setting);
}
