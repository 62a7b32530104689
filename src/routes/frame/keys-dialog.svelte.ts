let open = $state(false);

/** The list of keys: opened by `?` anywhere, and by a button of the settings. */
export const keysDialog = {
	get open(): boolean {
		return open;
	},
	set open(shown: boolean) {
		open = shown;
	}
};
