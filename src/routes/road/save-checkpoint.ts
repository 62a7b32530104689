import { saveFile } from '../save-file.ts';

/** Saves a checkpoint as a file that `yizhan verify --checkpoint` takes. `which`: for its name. */
export function saveCheckpoint(note: string, which: string): void {
	saveFile(new Blob([note], { type: 'text/plain;charset=utf-8' }), `yizhan-${which}.checkpoint`);
}
