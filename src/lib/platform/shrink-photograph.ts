/** A page of A4 stays readable at this many pixels on its longer side. */
const LONGEST_SIDE = 1800;
const QUALITY = 0.8;

/**
 * A photograph as the camera gave it, made small enough for a thin line: JPEG, upright, without the place and
 * the device's name that cameras write into it. Null when it is no picture this machine can read.
 */
export async function shrinkPhotograph(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
	const picture = await createImageBitmap(file).catch(() => null);
	if (picture === null) return null;
	const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
	return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
