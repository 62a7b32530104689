import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';

/** The way between devices and a county, on this machine: as slow as it is told to be, and it counts what goes up. */
export class SlowWire {
	readonly origin: string;
	/** Bytes of photographs that went up so far, with the heads of their requests, also those that never arrived. */
	sent = 0;
	/** Bytes a second upwards; null for as fast as it goes. */
	rate: number | null = null;
	private readonly server: Server;
	private readonly sockets = new Set<Socket>();

	private constructor(server: Server) {
		this.server = server;
		this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
	}

	static async to(county: string): Promise<SlowWire> {
		const server = createServer({ pauseOnConnect: true });
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const wire = new SlowWire(server);
		server.on('connection', (device) => wire.join(device, Number(new URL(county).port)));
		return wire;
	}

	/** Every connection breaks, in mid-word where one is in it. */
	cut(): void {
		for (const socket of this.sockets) socket.destroy();
	}

	end(): void {
		this.server.close();
		this.cut();
	}

	private join(device: Socket, port: number): void {
		const county = connect(port, '127.0.0.1');
		for (const socket of [device, county]) {
			this.sockets.add(socket);
			socket.on('error', () => socket.destroy());
			socket.on('close', () => {
				this.sockets.delete(socket);
				device.destroy();
				county.destroy();
			});
		}
		county.pipe(device);
		void this.carry(device, county);
	}

	private async carry(device: Socket, county: Socket): Promise<void> {
		try {
			let isPhotograph = false;
			for await (const bytes of device as AsyncIterable<Buffer>) {
				// A browser begins a request with a write of its own.
				const [, method] = /^([A-Z]{3,7}) \/\S* HTTP/.exec(bytes.toString('latin1', 0, 200)) ?? [];
				if (method !== undefined) isPhotograph = method === 'PATCH';
				// In small pieces, so that a cut falls between any two.
				for (let at = 0; at < bytes.length; at += 4096) {
					const piece = bytes.subarray(at, at + 4096);
					if (this.rate !== null) await later((1000 * piece.length) / this.rate);
					if (county.destroyed) return;
					if (isPhotograph) this.sent += piece.length;
					county.write(piece);
				}
			}
			county.end();
		} catch {
			county.destroy();
		}
	}
}
