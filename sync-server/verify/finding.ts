export type FindingCode =
	| 'removed'
	| 'added'
	| 'altered'
	| 'altered-or-moved'
	| 'unreadable'
	| 'wrong-id'
	| 'wrong-body'
	| 'body-missing'
	| 'wrong-signature'
	| 'wrong-hash'
	| 'not-in-log'
	| 'unlawful-place'
	| 'foreign-key'
	| 'root-differs'
	| 'cut-off'
	| 'differs-from-checkpoint'
	| 'other-county'
	| 'other-epoch'
	| 'other-key'
	| 'damaged';

/** One place where a data folder is not what it was. `table` may also be a folder, `row` a file in it. */
export type Finding = { table: string; row: string; code: FindingCode; column?: string };

export const findingWords: Record<FindingCode, string> = {
	removed: 'is missing',
	added: 'was never written by the county',
	altered: 'is not what the record makes it',
	'altered-or-moved': 'was altered, or others before it were removed or moved',
	unreadable: 'cannot be read',
	'wrong-id': 'is not the change that its id names',
	'wrong-body': 'has a body that its author did not sign',
	'body-missing': 'has lost its body',
	'wrong-signature': 'is not signed by the one it names',
	'wrong-hash': 'has other bytes than its name says',
	'not-in-log': 'is not as the log tells of it',
	'unlawful-place': 'has a place that it cannot have had',
	'foreign-key': 'is signed by a key that had no right to',
	'root-differs': 'is signed for other entries than the log has',
	'cut-off': 'is the first of the entries that were cut off at the end',
	'differs-from-checkpoint': 'and what is before it are not what they were when the checkpoint was made',
	'other-county': 'is of another county',
	'other-epoch': 'is of another epoch: the county was restored from a backup since or before',
	'other-key': 'is signed by a key that this county has not appointed',
	damaged: 'is damaged as a file'
};
