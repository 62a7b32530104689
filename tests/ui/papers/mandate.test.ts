import { expect, test } from 'vitest';
import type { CaseState } from '../../../src/lib/documents/case/state.ts';
import { mandateOf } from '../../../src/lib/ui/papers/mandate.ts';
import { papersOf, type PaperSource } from '../../../src/lib/ui/papers/paper.ts';

const asked: Record<string, string> = {
	'applicant.name': '岩罕',
	'proxy.name': '玉香',
	'proxy.powers': 'collect,submit,marry',
	'proxy.until': '2027-02-25'
};

function source(by: CaseState['by'], typed?: Record<string, string>): PaperSource {
	const fields = Object.fromEntries(
		Object.entries(asked).map(([key, value]) => [key, [{ change: 'c', value, clerk: 'cun1', at: 0 }]])
	);
	const state = { fields, by, number: 'N-1', item: null, corrections: [] } as unknown as CaseState;
	return { state, item: null, decideBy: null, ...(typed ? { typed } : {}) } as PaperSource;
}

test('a letter of authority gives the powers that were chosen, in the order of a case, and no others', () => {
	expect(mandateOf(source('proxy')).powers).toEqual(['submit', 'collect']);
});

test('what nobody told is left open on the letter', () => {
	const { agent, from, until, witness } = mandateOf(source('proxy'));
	expect(agent).toEqual({ name: '玉香', idNumber: null, phone: null, relation: null });
	expect([from, until, witness]).toEqual([null, '2027-02-25', null]);
});

test('what a draft on this device has typed since goes before what the case has', () => {
	const facts = mandateOf(source('proxy', { 'proxy.phone': '13800000002', 'proxy.powers': 'pay' }));
	expect(facts.agent.phone).toBe('13800000002');
	expect(facts.powers).toEqual(['pay']);
});

test('only a case with a proxy has a letter of authority', () => {
	const kinds = (by: CaseState['by']) =>
		papersOf({ ...source(by).state, accepted: null, declined: null, decision: null, delivery: null });
	expect(kinds('proxy')).toEqual(['receipt', 'mandate']);
	expect(kinds('self')).toEqual(['receipt']);
});

test('a principal who signed on the screen has signed the letter; else it waits for a hand', () => {
	expect(mandateOf(source('proxy')).signature).toBeNull();
	const signed = source('proxy');
	const strokes: [number, number][][] = [[[1, 2]]];
	signed.state = { ...signed.state, submitted: { principal: strokes } } as unknown as CaseState;
	expect(mandateOf(signed).signature).toEqual(strokes);
});
