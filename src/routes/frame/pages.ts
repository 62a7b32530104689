import BookOpen from '@lucide/svelte/icons/book-open';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import FileText from '@lucide/svelte/icons/file-text';
import House from '@lucide/svelte/icons/house';
import Landmark from '@lucide/svelte/icons/landmark';
import LogIn from '@lucide/svelte/icons/log-in';
import Plus from '@lucide/svelte/icons/plus';
import type { Component } from 'svelte';
import type { Role } from '$lib/documents/directory/state.ts';
import { m } from '$lib/paraglide/messages.js';

export type Page = { href: string; label: () => string; icon: Component<{ 'aria-hidden': 'true' }> };

const workbench = { href: '/', label: m.app_nav_workbench, icon: House };
const intake = { href: '/intake', label: m.app_nav_intake, icon: Plus };
const cases = { href: '/cases', label: m.app_nav_cases, icon: FileText };
const items = { href: '/items', label: m.app_nav_items, icon: BookOpen };
const county = { href: '/county', label: m.app_nav_county, icon: Landmark };
const enter = { href: '/enter', label: m.app_nav_enter, icon: LogIn };
const more = { href: '/settings', label: m.app_nav_more, icon: Ellipsis };

/** Where a clerk's work begins: whoever only administers has no cases. */
export function firstPage(roles: readonly Role[]): '/' | '/county' {
	return roles.length > 0 && roles.every((role) => role === 'admin') ? '/county' : '/';
}

/** The rail's pages for whoever is here: at most five, so that the phone's bar holds them. */
export function pagesFor(roles: readonly Role[] | null): Page[] {
	if (roles === null) return [items, enter, more];
	const takesIn = roles.includes('agent') || roles.includes('window');
	const works = takesIn || roles.includes('officer');
	return [
		...(works ? [workbench] : []),
		...(takesIn ? [intake] : []),
		...(works && !roles.includes('admin') ? [cases] : []),
		items,
		...(roles.includes('admin') ? [county] : []),
		more
	];
}

export function isOpen(page: Page, path: string): boolean {
	return page.href === '/' ? path === '/' : path === page.href || path.startsWith(`${page.href}/`);
}

/** What anyone may read, and what a locked device needs to be helped. */
const OPEN_WHILE_LOCKED = ['/items', '/bundles', '/enter', '/settings', '/road', '/carry'];

/** Whether a page shows nothing of any case: it needs no password on a locked device. */
export function isOpenWhileLocked(path: string): boolean {
	if (path.startsWith('/bundles/cases/')) return false;
	return OPEN_WHILE_LOCKED.some((page) => path === page || path.startsWith(`${page}/`));
}
