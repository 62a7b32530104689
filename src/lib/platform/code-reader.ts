/** Finds a QR code in what a camera shows. */
export interface CodeReader {
	/** The text of a code in the picture of this moment; null where there is none. */
	read(video: HTMLVideoElement): Promise<string | null>;
}

/** jsQR needs about 3 ms for each 100,000 points; a code that fills a fifth of this is still read. */
const LONG_EDGE_PX = 800;

type Detected = { rawValue: string };
/** Not yet in TypeScript's library, and not in every browser. */
type Detector = { detect(picture: CanvasImageSource): Promise<Detected[]> };
type DetectorClass = {
	new (setting: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<string[]>;
};

/** The browser's own reader where it has one, else jsQR, which is fetched only then. */
export async function openCodeReader(): Promise<CodeReader> {
	return (await ownReader()) ?? (await jsQrReader());
}

async function ownReader(): Promise<CodeReader | null> {
	const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
	const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => []);
	if (!BarcodeDetector || !formats?.includes('qr_code')) return null;
	const detector = new BarcodeDetector({ formats: ['qr_code'] });
	return {
		// It rejects for a picture that is not there yet.
		read: async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue ?? null
	};
}

async function jsQrReader(): Promise<CodeReader> {
	const { default: jsQR } = await import('jsqr');
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return {
		async read(video) {
			const { videoWidth, videoHeight } = video;
			if (!context || videoWidth === 0) return null;
			const scale = Math.min(1, LONG_EDGE_PX / Math.max(videoWidth, videoHeight));
			canvas.width = Math.round(videoWidth * scale);
			canvas.height = Math.round(videoHeight * scale);
			context.drawImage(video, 0, 0, canvas.width, canvas.height);
			const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
			return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data || null;
		}
	};
}
