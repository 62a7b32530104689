import { verifyReceipts, type Receipt } from '../../src/lib/changes/receipt.ts';
import { readAtDevice, writeFrame } from '../../src/lib/protocol/frame.ts';
import type { Feed, ToCounty, ToDevice } from '../../src/lib/protocol/messages.ts';
import type { County } from '../../sync-server/county.ts';
import { socketPair } from '../support/sockets.ts';

/** A line whose device end is in the test's hand. `settle` lets frames arrive and be worked on; commits wait. */
export async function testLine(county: County) {
	const pair = socketPair();
	const heard: ToDevice[] = [];
	pair.device.onMessage((text) => {
		const message = readAtDevice(text);
		if (!message) throw new Error(`not a message to a device: ${text.slice(0, 80)}`);
		heard.push(message);
	});
	county.connect(pair.county);

	async function settle(): Promise<void> {
		do await county.quiet();
		while (pair.flush() > 0);
	}

	const line = {
		pair,
		isOpen: () => pair.open,
		send: (message: ToCounty) => pair.device.send(writeFrame(message)),
		sendText: (text: string) => pair.device.send(text),
		settle,
		/** What the county said since the last look. */
		take: (): ToDevice[] => heard.splice(0),
		/** The types of it only. */
		takeTypes: (): string[] => line.take().map(({ type }) => type),
		/** The receipts in it, by change. */
		async takeReceipts(): Promise<Map<string, Receipt>> {
			const sheets = line.take().flatMap((message) => (message.type === 'receipts' ? message.sheet : []));
			const receipts = (await Promise.all(sheets.map(verifyReceipts))).flatMap((read) => read ?? []);
			return new Map(receipts.map((receipt) => [receipt.id, receipt]));
		},
		/** The batches in it. */
		takeFeed: (): Feed[] => line.take().flatMap((message) => (message.type === 'feed' ? message : []))
	};
	await settle();
	return line;
}

export type TestLine = Awaited<ReturnType<typeof testLine>>;
