/** A case's page; an identity number or a name never stands in an address. */
export function caseAddress(doc: string): string {
	return `/cases/${doc.slice('case/'.length)}`;
}
