/** A bundle's page: the parent of its cases. */
export function bundleAddress(doc: string): string {
	return `/bundles/cases/${doc.slice('bundle/'.length)}`;
}
