const KEY = 'yizhan-contrast';

let more = $state(localStorage.getItem(KEY) === 'more');
const system = matchMedia('(prefers-contrast: more)');

function tellThePage(): void {
	if (more || system.matches) document.documentElement.dataset['contrast'] = 'more';
	else delete document.documentElement.dataset['contrast'];
}
system.addEventListener('change', tellThePage);
tellThePage();

/** 高对比: darker words and lines on white, also where the system does not ask for it; kept on this device. */
export const contrast = {
	get more(): boolean {
		return more;
	},
	choose(high: boolean): void {
		more = high;
		localStorage.setItem(KEY, high ? 'more' : 'system');
		tellThePage();
	}
};
