// The catalogue's server of a benchmark, publishing what it is told to.
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { systemTimers } from '../../src/lib/platform/real.ts';
import { mountCatalogue } from '../../sync-server/catalogue/mount-catalogue.ts';
import { reportTo } from './served-process.ts';

export type CatalogueReady = { port: number };

const [, , dataDir = ''] = process.argv;
const app = Fastify();
const door = await mountCatalogue(app, { dataDir, timers: systemTimers, onRelease: () => {} });
app.server.on('upgrade', (request, socket, head) => {
	if (!door.upgrade(request, socket, head)) socket.destroy();
});
await app.listen({ port: 0, host: '127.0.0.1' });
reportTo(app.server, { port: (app.server.address() as AddressInfo).port } satisfies CatalogueReady);
