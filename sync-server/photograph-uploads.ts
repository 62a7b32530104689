import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../src/lib/platform/seams.ts';
import type { UploadRefusal } from '../src/lib/protocol/messages.ts';
import type { PhotographFolder } from './photograph-folder.ts';

/** A photograph is made smaller on the device; this is the camera's own at its largest. */
export const MOST_BYTES = 12 * 1024 * 1024;
/** A device sends one after the other; what it could not finish stays open. */
const MOST_OPEN = 16;
/** Of a device that is on the line and sent nothing for so long another one may go on with its upload. */
const HELD_MS = 60_000;
/** After the last byte; a tablet that comes back later sends it from its start. */
const KEPT_MS = 30 * 86_400_000;

/** How much of a photograph is here, bytes; `until`: when what is not whole is thrown away, ms. Null for a whole one. */
export type Arrived = { offset: number; length: number; until: number | null };
type Refused = { ok: false; code: UploadRefusal };

/**
 * Photographs that are on their way: what has come of each lies in a file of its own beside the photographs, so none is
 * seen under its name before it is whole. Whatever is answered with an offset is on the disk.
 */
export interface PhotographUploads {
	/** P70: from where to send it on. One that is here already, whole or in part, is no new one. */
	begin(
		hash: string,
		length: number,
		device: string
	): Promise<{ ok: true; arrived: Arrived; isNew: boolean } | Refused>;
	/** Null where nothing of it is here. */
	arrived(hash: string): Promise<Arrived | null>;
	/** P71, P72: the bytes from `offset` on. The last ones are taken only if the whole is what its name says. */
	append(
		hash: string,
		offset: number,
		bytes: Uint8Array,
		device: string
	): Promise<{ ok: true; arrived: Arrived } | Refused>;
	/** P75: throws away what nobody goes on with. Answers how many. */
	dropStale(): Promise<number>;
}

type Upload = { hash: string; length: number; device: string; offset: number; touched: number };

type Setting = {
	dataDir: string;
	photographs: PhotographFolder;
	clock: Clock;
	/** Whether a line of the device is open. */
	isOnLine: (device: string) => boolean;
};

/** `hash.length.device`: all that must be known of an upload again after a crash; the rest is the file itself. */
const FILE = /^([A-Za-z0-9_-]{43})\.(\d+)\.([A-Za-z0-9_-]+)$/;

export async function photographUploads({
	dataDir,
	photographs,
	clock,
	isOnLine
}: Setting): Promise<PhotographUploads> {
	const folder = join(dataDir, 'uploads');
	await mkdir(folder, { recursive: true });
	const uploads = new Map<string, Upload>();
	const turns = new Map<string, Promise<unknown>>();
	const fileOf = ({ hash, length, device }: Upload) => join(folder, `${hash}.${length}.${device}`);

	/** What concerns one photograph goes one after the other. */
	function alone<T>(hash: string, work: () => Promise<T>): Promise<T> {
		const mine = (turns.get(hash) ?? Promise.resolve()).then(work, work);
		turns.set(hash, mine);
		const leave = () => void (turns.get(hash) === mine && turns.delete(hash));
		mine.then(leave, leave);
		return mine;
	}

	async function drop(upload: Upload): Promise<void> {
		uploads.delete(upload.hash);
		await rm(fileOf(upload), { force: true });
	}

	/** Null where it is not all here. */
	async function whole(hash: string): Promise<Arrived | null> {
		const upload = uploads.get(hash);
		// All of it came, and the disk failed before it had its name.
		if (upload && upload.offset === upload.length) await settle(upload);
		const file = await photographs.find(hash);
		if (file === null) return null;
		// It came by hand meanwhile.
		const left = uploads.get(hash);
		if (left) await drop(left);
		const { size } = await stat(file);
		return { offset: size, length: size, until: null };
	}

	function partOf({ offset, length, touched }: Upload): Arrived {
		return { offset, length, until: touched + KEPT_MS };
	}

	/** P72: false where it is not what its name says. */
	async function settle(upload: Upload): Promise<boolean> {
		const isRight = await photographs.adopt(upload.hash, fileOf(upload));
		uploads.delete(upload.hash);
		return isRight;
	}

	const isHeld = ({ device, touched }: Upload, by: string) =>
		device !== by && isOnLine(device) && clock.now() - touched < HELD_MS;

	async function create(upload: Upload): Promise<void> {
		const file = await open(fileOf(upload), 'w');
		await file.close();
		const place = await open(folder, 'r');
		await place.sync().finally(() => place.close());
		uploads.set(upload.hash, upload);
	}

	async function takeOver(upload: Upload, device: string): Promise<Upload> {
		const taken = { ...upload, device, touched: clock.now() };
		if (device !== upload.device) await rename(fileOf(upload), fileOf(taken));
		uploads.set(upload.hash, taken);
		return taken;
	}

	async function begin(hash: string, length: number, device: string): ReturnType<PhotographUploads['begin']> {
		const here = await whole(hash);
		if (here) return { ok: true, arrived: here, isNew: false };
		const before = uploads.get(hash);
		if (before && isHeld(before, device)) return { ok: false, code: 'being-sent' };
		if (before?.length === length) {
			return { ok: true, arrived: partOf(await takeOver(before, device)), isNew: false };
		}
		// One of the two lengths is wrong, and nobody is at the other any more.
		if (before) await drop(before);
		const mine = [...uploads.values()].filter((one) => one.device === device);
		if (mine.length >= MOST_OPEN) return { ok: false, code: 'too-many-uploads' };
		const upload = { hash, length, device, offset: 0, touched: clock.now() };
		await create(upload);
		return { ok: true, arrived: partOf(upload), isNew: true };
	}

	async function append(
		hash: string,
		offset: number,
		bytes: Uint8Array,
		device: string
	): ReturnType<PhotographUploads['append']> {
		if (await whole(hash)) return { ok: false, code: 'wrong-offset' };
		const upload = uploads.get(hash);
		if (!upload) return { ok: false, code: 'unknown-upload' };
		if (isHeld(upload, device)) return { ok: false, code: 'being-sent' };
		if (offset !== upload.offset) return { ok: false, code: 'wrong-offset' };
		if (offset + bytes.length > upload.length) return { ok: false, code: 'too-large' };
		const mine = await takeOver(upload, device);
		await writeDurably(fileOf(mine), offset, bytes);
		mine.offset += bytes.length;
		if (mine.offset < mine.length) return { ok: true, arrived: partOf(mine) };
		if (!(await settle(mine))) return { ok: false, code: 'wrong-hash' };
		return { ok: true, arrived: { offset: mine.length, length: mine.length, until: null } };
	}

	async function dropStale(): Promise<number> {
		const stale = [...uploads.values()].filter(({ touched }) => clock.now() - touched > KEPT_MS);
		for (const { hash } of stale) {
			await alone(hash, async () => {
				const upload = uploads.get(hash);
				if (upload && clock.now() - upload.touched > KEPT_MS) await drop(upload);
			});
		}
		return stale.length;
	}

	for (const name of await readdir(folder)) {
		const [, hash = '', length = '', device = ''] = FILE.exec(name) ?? [];
		const { size, mtimeMs } = await stat(join(folder, name));
		const upload = { hash, length: Number(length), device, offset: size, touched: mtimeMs };
		if (hash === '' || uploads.has(hash) || size > upload.length) {
			await rm(join(folder, name), { force: true });
			continue;
		}
		uploads.set(hash, upload);
		// The last bytes came, and then the machine stopped.
		if (size === upload.length) await settle(upload);
	}
	await dropStale();

	return {
		begin: (hash, length, device) => alone(hash, () => begin(hash, length, device)),
		arrived: (hash) =>
			alone(hash, async () => {
				const here = await whole(hash);
				const upload = uploads.get(hash);
				return here ?? (upload ? partOf(upload) : null);
			}),
		append: (hash, offset, bytes, device) => alone(hash, () => append(hash, offset, bytes, device)),
		dropStale
	};
}

async function writeDurably(file: string, offset: number, bytes: Uint8Array): Promise<void> {
	const handle = await open(file, 'r+');
	try {
		const { bytesWritten } = await handle.write(bytes, 0, bytes.length, offset);
		if (bytesWritten < bytes.length) throw new Error('the disk took only a part of the bytes');
		await handle.datasync();
	} finally {
		await handle.close();
	}
}
