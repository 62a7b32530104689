import { getLocale, overwriteGetLocale, setLocale, type Locale } from '../paraglide/runtime.js';

let now = $state<Locale>(getLocale());

function tellThePage(): void {
	document.documentElement.lang = now === 'zh' ? 'zh-Hans' : 'en';
}

/** Texts read the language through this, so that a switch redraws the words and nothing that was typed is lost. */
export function followLanguage(): void {
	overwriteGetLocale(() => now);
	tellThePage();
}

export const language = {
	get now(): Locale {
		return now;
	},
	/** Kept on this device. */
	choose(locale: Locale): void {
		void setLocale(locale, { reload: false });
		now = locale;
		tellThePage();
	}
};
