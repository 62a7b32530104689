import * as v from 'valibot';
import type { Change, ChangeId, Envelope } from '../src/lib/changes/change.ts';
import { scanUpdate } from '../src/lib/changes/scan.ts';
import { bundleActions } from '../src/lib/documents/bundle/actions.ts';
import { caseActions } from '../src/lib/documents/case/actions.ts';
import { directoryActions } from '../src/lib/documents/directory/actions.ts';
import { entry } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { kindOf, kinds, type KindName } from '../src/lib/documents/kinds.ts';
import { readCaseNumber } from '../src/lib/domain/case-number.ts';
import { fromBase64Url } from '../src/lib/platform/base64url.ts';
import type { RefusalCode } from '../src/lib/protocol/messages.ts';

/** What the gate asks of the county's record as it stands when a change arrives. */
export type GateView = {
	county: string;
	directory: DirectoryState;
	epoch: number;
	/** Time of the newest receipt, ms. */
	time: number;
	atSeq(device: string, seq: number): { id: ChangeId; refused: boolean } | null;
	/** Whether the clerk gave the password on this device a moment ago. */
	signedIn(device: string, clerk: string): boolean;
};

/**
 * Why no honest device can have made this change; null when one can. Form, body hash and signature were checked
 * before (`verifyChange`); what only the order of the record can tell comes after (`sequencer.ts`).
 */
export function refusalOf(change: Change, view: GateView): RefusalCode | null {
	const { envelope, body } = change;
	const kind = kindOf(envelope.doc);
	if (kind === null || (kind === 'directory' && envelope.doc !== `directory/${view.county}`)) {
		return 'unknown-document';
	}
	if (!body) return 'body-missing';
	return (
		keyFault(change, view.directory) ??
		chainFault(change, view) ??
		knownFault(change, view) ??
		actionFault(kind, change, view)
	);
}

/** P20: a clerk's key writes for its own device; root, device and invite keys only what is theirs to write. */
export function keyFault({ envelope, body }: Change, directory: DirectoryState): RefusalCode | null {
	const { author, device } = envelope;
	const bound = entry(directory.keys, author);
	if (bound) return bound.device === device ? null : 'wrong-device';
	if (!envelope.doc.startsWith('directory/')) return 'unknown-key';
	const type = body?.action.type;
	if (directory.root === null) return type === 'found' ? null : 'unknown-key';
	if (author === directory.root) return entry(directory.devices, device) ? 'wrong-device' : null;
	if (type === 'bindKey' && entry(directory.devices, device)?.key === author) return null;
	if (type === 'enrol' && entry(directory.invites, author)) {
		return body?.action['device'] === device ? null : 'wrong-device';
	}
	return 'unknown-key';
}

/** P21: one change at each place of a chain, each naming the one before it. */
function chainFault({ id, envelope }: Change, view: GateView): RefusalCode | null {
	const { device, seq, prev } = envelope;
	const here = view.atSeq(device, seq);
	if (here && here.id !== id) return 'seq-taken';
	if ((seq === 1) !== (prev === null)) return 'chain-broken';
	const before = seq > 1 ? view.atSeq(device, seq - 1) : null;
	return before && before.id !== prev ? 'chain-broken' : null;
}

const FIRST_EPOCH = 1;

/** P22: nobody knows a county record that the county has not written. */
function knownFault({ envelope: { known } }: Change, view: GateView): RefusalCode | null {
	if (known.epoch > view.epoch) return 'impossible-known';
	// P54: devices know what a restored county has lost. Whoever claims too much gains nothing by it (`deedOf`).
	if (known.epoch < view.epoch || view.epoch > FIRST_EPOCH) return null;
	return known.directory > view.directory.pos || known.time > view.time ? 'impossible-known' : null;
}

/** P23, P24, P25, P27: an unknown type is stored, a newer app may know it; a known one has its form. */
function actionFault(kind: KindName, { envelope, body }: Change, view: GateView): RefusalCode | null {
	const action = body?.action;
	const schema = action && entry(kinds[kind].actions, action.type);
	if (!schema) return null;
	if (!v.is(schema, action)) return 'malformed-action';
	if (kind === 'directory' && v.is(directoryActions.bindKey, action)) {
		return view.signedIn(envelope.device, action.clerk) ? null : 'not-signed-in';
	}
	if (v.is(caseActions.open, action) || v.is(bundleActions.open, action)) {
		return numberFault(action.number, envelope, view);
	}
	if (kind === 'case' && v.is(caseActions.edit, action)) {
		const update = fromBase64Url(action.update);
		return update && scanUpdate(update).ok ? null : 'unsafe-update';
	}
	return null;
}

/**
 * P27: block and serial keep two devices apart only where each keeps to its own block. A case that is written anew
 * after a fork keeps the number on its paper, and a restored county may have given a block anew.
 */
function numberFault(
	number: string,
	{ device, redoes, known }: Envelope,
	{ directory, epoch }: GateView
): RefusalCode | null {
	const read = readCaseNumber(number);
	const own = entry(directory.devices, device);
	if (!read || !own || !/^[0-9A-Z-]+$/.test(number)) return 'foreign-number';
	if (redoes !== undefined) {
		const given = Object.values(directory.devices);
		return given.some(({ unit, block }) => unit === read.unit && block === read.block)
			? null
			: 'foreign-number';
	}
	const isOwn = read.unit === own.unit && (read.block === own.block || known.epoch < epoch);
	return isOwn ? null : 'foreign-number';
}
