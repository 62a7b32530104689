/** What a demo county shows to whoever wants to try it. */
export type DemoAccount = {
	account: string;
	password: string;
	name: string;
	unit: string;
	unitName: string;
	role: string;
	/** Enrols a device of the unit. */
	code: string;
};

export type Config = {
	host: string;
	/** 0 for any free one. */
	port: number;
	dataDir: string;
	/** The built app; null to serve none. */
	appDir: string | null;
	/** Accounts to try; null where the county is no demo. */
	demo: DemoAccount[] | null;
	logLevel: 'info' | 'warn' | 'silent';
};
