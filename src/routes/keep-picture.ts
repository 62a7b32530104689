import type { Station } from '$lib/device/station.ts';
import { shrinkPhotograph } from '$lib/platform/shrink-photograph.ts';
import type { KeptPicture } from '$lib/ui/case/kept-picture.ts';

/** A picture from the camera, shrunk and kept on this device. */
export async function keepPicture(station: Station, picture: Blob): Promise<KeptPicture> {
	const bytes = await shrinkPhotograph(picture);
	return bytes ? station.keepPhotograph(bytes, 'image/jpeg') : { ok: false, code: 'no-picture' };
}
