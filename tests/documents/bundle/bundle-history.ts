import type { BundleAction } from '../../../src/lib/documents/bundle/actions.ts';
import { hash, TOWNSHIP, VILLAGE } from '../history.ts';

export const LEAD = '532822WJ';

export const member = (code: string, doc = `case/${code}`) => ({
	item: { code, version: hash(code) },
	case: doc
});

export const opening = {
	type: 'open',
	number: `${VILLAGE}-261123-1-0001-AB-7`,
	bundle: { code: 'YJS-01', version: hash('YJS-01') },
	unit: VILLAGE,
	by: 'proxy',
	to: TOWNSHIP,
	lead: LEAD,
	members: [member('WJ-002'), member('GA-001'), member('YB-001')]
} satisfies BundleAction;
