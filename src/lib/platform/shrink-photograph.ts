const LONG_EDGE_PX = 1600;
const JPEG_QUALITY = 0.8;

/**
 * A photograph of a paper as it is kept: JPEG, the long edge 1,600 px at most, turned upright, without the
 * camera's notes on place and time. Null for a file that is no picture.
 */
export async function shrinkPhotograph(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
	const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
	if (!picture) return null;
	const scale = Math.min(1, LONG_EDGE_PX / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	const jpeg = await new Promise<Blob | null>((resolve) =>
		canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
	);
	return jpeg && new Uint8Array(await jpeg.arrayBuffer());
}
