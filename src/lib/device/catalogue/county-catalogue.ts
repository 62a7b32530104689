import { sha256 } from '@noble/hashes/sha2.js';
import { isSignedRelease } from '../../documents/catalogue/release.ts';
import type { CatalogueBundle, CatalogueItem, SignedRelease } from '../../domain/catalogue.ts';
import { basicVersion, bundleVersion, itemVersion } from '../../domain/catalogue-version.ts';
import { toBase64Url } from '../../platform/base64url.ts';

/** The county's catalogue over HTTP. Every answer is null when the county cannot be reached or has none. */
export class CountyCatalogue {
	private readonly origin: string;
	private readonly fetch: typeof fetch;

	/** `origin`: as in `https://yizhan.example`, no slash at the end. */
	constructor(origin: string, fetchFrom: typeof fetch) {
		this.origin = origin;
		this.fetch = fetchFrom;
	}

	/** The newest release, not yet verified. */
	async release(): Promise<SignedRelease | null> {
		const release = await this.json('/catalogue/release');
		return isSignedRelease(release) ? release : null;
	}

	/** The Yjs update of this hash; also null when what came has another. */
	async snapshot(hash: string): Promise<Uint8Array | null> {
		const response = await this.get(`/catalogue/snapshot/${hash}`);
		const buffer = await response?.arrayBuffer().catch(() => null);
		if (!buffer) return null;
		const bytes = new Uint8Array(buffer);
		return toBase64Url(sha256(bytes)) === hash ? bytes : null;
	}

	/** Any version ever published; also null when what came is another. */
	async version(version: string): Promise<CatalogueItem | null> {
		const item = (await this.json(`/catalogue/items/${version}`)) as CatalogueItem | null;
		return item && isVersion(item, version) ? item : null;
	}

	/** Any version of a bundle ever published; also null when what came is another. */
	async bundleVersion(version: string): Promise<CatalogueBundle | null> {
		const row = (await this.json(`/catalogue/bundles/${version}`)) as CatalogueBundle | null;
		return row?.version === version && bundleVersion(row.bundle) === version ? row : null;
	}

	/** Where the rooms are, for y-websocket. */
	get rooms(): string {
		return `${this.origin.replace(/^http/, 'ws')}/catalogue-room`;
	}

	private async json(path: string): Promise<unknown> {
		const response = await this.get(path);
		return (await response?.json().catch(() => null)) ?? null;
	}

	private async get(path: string): Promise<Response | null> {
		const fetchFrom = this.fetch;
		const response = await fetchFrom(this.origin + path).catch(() => null);
		return response?.ok ? response : null;
	}
}

function isVersion({ version, basic, implementation }: CatalogueItem, asked: string): boolean {
	return (
		version === asked &&
		itemVersion(implementation) === asked &&
		basicVersion(basic) === implementation.basic.version
	);
}
