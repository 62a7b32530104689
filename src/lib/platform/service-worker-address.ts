const ADDRESS = '/service-worker.js';

/** What browsers with Trusted Types have; no type library names it yet. */
type TrustedTypes = {
	createPolicy(
		name: string,
		rules: { createScriptURL: () => string }
	): { createScriptURL(address: string): string };
};

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** The one script that a page may start, whatever text comes to it: the county's content policy names this policy. */
export const serviceWorkerAddress =
	trustedTypes?.createPolicy('yizhan-worker', { createScriptURL: () => ADDRESS }).createScriptURL(ADDRESS) ??
	ADDRESS;
