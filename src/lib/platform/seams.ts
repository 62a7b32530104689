/** Milliseconds since 1970 by the device's or server's own clock, which may be years wrong. */
export type Clock = { now(): number };

/** Runs `work` once after `ms`; the returned function cancels it. */
export type Timers = { after(ms: number, work: () => void): () => void };

export type Random = { bytes(length: number): Uint8Array<ArrayBuffer> };

/** Exclusive among all tabs of one origin (Web Locks in a browser). */
export type Locks = { hold<T>(name: string, work: () => Promise<T>): Promise<T> };

/** One open text socket, as both the browser's and the server's side of a line see it. */
export type Socket = {
	send(text: string): void;
	close(): void;
	onMessage(take: (text: string) => void): void;
	onClose(take: () => void): void;
};

/** Opens a socket to the county; resolves when it is open, rejects when it cannot be. */
export type Network = { connect(): Promise<Socket> };

/** What the device itself knows of its network. */
export type Reach = {
	/** True where trying is in vain; false says nothing. */
	isCut(): boolean;
	/** Calls `take` whenever that may have changed. Returns: stop. */
	watch(take: () => void): () => void;
};

/** Among all other tabs of one origin; nobody hears their own words. */
export type Tabs<Word> = {
	tell(word: Word): void;
	/** Returns: stop. */
	listen(take: (word: Word) => void): () => void;
};

/**
 * What is open on this device: the key of its vault, and the clerk whose hand is on it with the seed of the own signing
 * key.
 */
export type OpenKeys = { vault: Uint8Array<ArrayBuffer>; clerk: string; seed: Uint8Array<ArrayBuffer> };

/** Keeps open keys in memory where a reload of the page and other tabs find them; never on a disk. */
export type KeyHold = {
	/** What a reload left open; null where nothing is, or as long as only another tab has it: that comes by `watch`. */
	recall(): Promise<OpenKeys | null>;
	hold(keys: OpenKeys): void;
	/** The device is locked, for all tabs. */
	letGo(): void;
	/** Calls `take` when another tab opened or locked the device. Returns: stop. */
	watch(take: (keys: OpenKeys | null) => void): () => void;
};

/** Makes a key of 32 bytes from a password, slowly on purpose. */
export type Stretch = (password: string, salt: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;
