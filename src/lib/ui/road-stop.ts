/** One dot of a road. */
export type Stop = {
	id: string;
	label: string;
	/** `passed` and `now` are filled, `ahead` is hollow, `trouble` bears the mark. */
	at: 'passed' | 'now' | 'ahead' | 'trouble';
	/** The way that leads on from here is not open now, or nothing has gone along it yet. */
	cut?: boolean;
};
