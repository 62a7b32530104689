const KEY = 'yizhan-large-type';

let on = $state(localStorage.getItem(KEY) === 'on');

function tellThePage(): void {
	if (on) document.documentElement.dataset['type'] = 'large';
	else delete document.documentElement.dataset['type'];
}
tellThePage();

/** 大字: 20 px instead of 16 px; kept on this device. */
export const largeType = {
	get on(): boolean {
		return on;
	},
	choose(large: boolean): void {
		on = large;
		localStorage.setItem(KEY, large ? 'on' : 'off');
		tellThePage();
	}
};
