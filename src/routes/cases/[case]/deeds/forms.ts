import type { Component } from 'svelte';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import Accept from './Accept.svelte';
import Attach from './Attach.svelte';
import Decide from './Decide.svelte';
import Decline from './Decline.svelte';
import type { DeedProps } from './deed-props.ts';
import Deliver from './Deliver.svelte';
import Edit from './Edit.svelte';
import HandOver from './HandOver.svelte';
import Recall from './Recall.svelte';
import Receive from './Receive.svelte';
import RequestCorrection from './RequestCorrection.svelte';
import Submit from './Submit.svelte';
import Supplement from './Supplement.svelte';
import Withdraw from './Withdraw.svelte';

/** Deeds that are done in a dialog. Opening is intake's, notes and conflicts have their own place on the page. */
export type FormedDeed = Exclude<CaseActionType, 'open' | 'note' | 'settle'>;

export const deedForms: Record<FormedDeed, Component<DeedProps>> = {
	edit: Edit,
	attach: Attach,
	submit: Submit,
	receive: Receive,
	accept: Accept,
	requestCorrection: RequestCorrection,
	supplement: Supplement,
	decline: Decline,
	handOver: HandOver,
	decide: Decide,
	deliver: Deliver,
	recall: Recall,
	withdraw: Withdraw
};

export function isFormed(type: string): type is FormedDeed {
	return type in deedForms;
}
