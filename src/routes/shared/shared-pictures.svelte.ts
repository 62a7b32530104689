import { dropShared, sharedPhotographs } from '$lib/platform/shared-photographs.ts';

export type SharedPicture = { address: string; picture: Blob; src: string };

/** Photographs from other apps that have no place yet, while a component shows them. Call it while one is set up. */
export class SharedPictures {
	list = $state.raw<SharedPicture[]>([]);
	isRead = $state(false);

	constructor() {
		$effect(() => {
			void this.#read();
			return () => this.#forget();
		});
	}

	async drop(address: string): Promise<void> {
		await dropShared(address);
		await this.#read();
	}

	async #read(): Promise<void> {
		const found = await sharedPhotographs();
		this.#forget();
		this.list = found.map((one) => ({ ...one, src: URL.createObjectURL(one.picture) }));
		this.isRead = true;
	}

	#forget(): void {
		for (const { src } of this.list) URL.revokeObjectURL(src);
	}
}
