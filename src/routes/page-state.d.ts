declare global {
	namespace App {
		interface PageState {
			/** What was searched for in the frame, taken along to the guides; never in the address, it may be a name. */
			query?: string;
		}
	}
}

export {};
