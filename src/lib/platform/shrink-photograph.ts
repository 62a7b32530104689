const LONG_EDGE_PX = 2000;
/** Tried in turn until the picture is small enough; the last is taken as it is, for it is read by eye. */
const JPEG_QUALITIES = [0.82, 0.72, 0.62] as const;
const MOST_BYTES = 400_000;

/**
 * A photograph of a paper as it is kept: JPEG, the long edge 2,000 px at most, turned upright, without the camera's
 * notes on place and time. Print of 6 pt on an A4 sheet that fills the picture stays legible (`docs/performance.md`). Null for a file that is
 * no picture.
 */
export async function shrinkPhotograph(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
	const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
	if (!picture) return null;
	const scale = Math.min(1, LONG_EDGE_PX / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	const pen = canvas.getContext('2d');
	if (pen) pen.imageSmoothingQuality = 'high';
	pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	let jpeg: Blob | null = null;
	for (const quality of JPEG_QUALITIES) {
		jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
		if (jpeg && jpeg.size <= MOST_BYTES) break;
	}
	return jpeg && new Uint8Array(await jpeg.arrayBuffer());
}
