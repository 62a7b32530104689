/** Photographs as the uploader needs them: ciphertext, named by its SHA-256. */
export interface PhotographStore {
	/** Hashes of photographs that the county has not, oldest first. */
	unsentPhotographs(limit: number): Promise<string[]>;
	ciphertext(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
	markPhotographSent(hash: string): Promise<void>;
}
