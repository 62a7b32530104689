import type { Server } from 'node:http';
import { fork } from 'node:child_process';
import type { Socket } from 'node:net';

/** What a server used up: its own processor time, and all bytes on its sockets, both ways. */
export type Used = { cpuMs: number; bytes: number };

/** In the server's process: answers what it used, and tells the parent that it is ready. */
export function reportTo(server: Server, ready: object): void {
	const open = new Set<Socket>();
	let closedBytes = 0;
	const bytesOf = (socket: Socket) => socket.bytesRead + socket.bytesWritten;
	server.on('connection', (socket) => {
		open.add(socket);
		socket.on('close', () => {
			open.delete(socket);
			closedBytes += bytesOf(socket);
		});
	});
	process.on('message', () => {
		const { user, system } = process.cpuUsage();
		let bytes = closedBytes;
		for (const socket of open) bytes += bytesOf(socket);
		process.send?.({ cpuMs: (user + system) / 1000, bytes } satisfies Used);
	});
	process.send?.(ready);
}

/** Runs a server's file in a process of its own; resolves with what it is ready with. */
export async function startProcess<Ready>(file: string, args: string[]) {
	const child = fork(new URL(file, import.meta.url), args);
	const answer = <T>() =>
		new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
	const ready = await answer<Ready>();
	return {
		ready,
		used(): Promise<Used> {
			const used = answer<Used>();
			child.send('used');
			return used;
		},
		stop: () => child.kill('SIGKILL')
	};
}

/** What was used between two moments. */
export function between(before: Used, after: Used): Used {
	return { cpuMs: Math.round(after.cpuMs - before.cpuMs), bytes: after.bytes - before.bytes };
}
