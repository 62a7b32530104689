/** Whether somebody is in the middle of something that no draft keeps. An intake and a remark keep every key on the disk. */
export function isTyping(): boolean {
	if (document.querySelector('dialog[open]')) return true;
	if (location.pathname === '/intake') return false;
	return [...document.querySelectorAll('main textarea')].some(
		(box) => (box as HTMLTextAreaElement).value !== ''
	);
}
