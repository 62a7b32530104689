import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';

/** How long nothing may come before the visit counts as over, ms. */
const QUIET_MS = 3000;

/**
 * The bytes of a first visit as they were sent, compressed, by kind: what the page itself asked for, and what the
 * service worker keeps besides so that everything opens without a network.
 */
export async function firstVisit(browser: Browser, origin: string) {
	const kB = { page: new Map<string, number>(), precache: new Map<string, number>() };
	let requests = 0;
	let last = performance.now();
	const wire = createServer((asked, reply) => {
		requests++;
		const onward = request(new URL(asked.url ?? '/', origin), {
			method: asked.method,
			headers: asked.headers
		});
		onward.on('response', (answer) => {
			const whose = isPrecached(asked) ? kB.precache : kB.page;
			const kind = kindOf(asked, answer);
			reply.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.on('data', (bytes: Buffer) => {
				last = performance.now();
				whose.set(kind, (whose.get(kind) ?? 0) + bytes.length / 1000);
			});
			answer.pipe(reply);
		});
		asked.pipe(onward);
	});
	wire.on('upgrade', (asked, socket, head) => {
		const { hostname, port } = new URL(origin);
		const onward = connect(Number(port), hostname, () => {
			const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${String(value)}`);
			onward.write([`GET ${asked.url ?? ''} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
			onward.write(head);
			socket.pipe(onward).pipe(socket);
		});
		onward.on('error', () => socket.destroy());
		socket.on('error', () => onward.destroy());
	});
	await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
	const { port } = wire.address() as AddressInfo;
	const context = await browser.newContext({ locale: 'zh-CN' });
	try {
		const page = await context.newPage();
		await page.goto(`http://localhost:${port}/`);
		await page.evaluate(async () => void (await navigator.serviceWorker.ready));
		while (performance.now() - last < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 200));
		return { scenario: 'first visit', requests, pageKB: listed(kB.page), precacheKB: listed(kB.precache) };
	} finally {
		await context.close();
		wire.closeAllConnections();
		wire.close();
	}
}

/** What nobody shows or runs now is fetched for later: by the service worker. */
function isPrecached({ url = '', headers }: IncomingMessage): boolean {
	return headers['sec-fetch-dest'] === 'empty' && !/^\/(api|catalogue|sync)/.test(url);
}

function kindOf(asked: IncomingMessage, answer: IncomingMessage): string {
	const path = (asked.url ?? '/').split('?')[0] ?? '';
	if (path.startsWith('/catalogue')) return 'catalogue';
	if (path.startsWith('/api/')) return 'api';
	return /\.(\w+)$/.exec(path)?.[1] ?? (answer.headers['content-type'] ?? 'other').split(';')[0] ?? 'other';
}

function listed(kinds: Map<string, number>): Record<string, number> {
	const all = [...kinds].map(([kind, kB]): [string, number] => [kind, Math.round(kB)]);
	return { all: all.reduce((sum, [, kB]) => sum + kB, 0), ...Object.fromEntries(all) };
}
