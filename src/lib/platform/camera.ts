/** Why the camera gives no picture. */
export type CameraFault = 'no-camera' | 'not-allowed' | 'camera-busy';

export type OpenedCamera = { ok: true; stream: MediaStream } | { ok: false; code: CameraFault };

/**
 * The camera that looks away from the clerk where there is one, at up to 1,920 px. Whoever opens it stops its
 * tracks; a light that stays on frightens people.
 */
export async function openCamera(): Promise<OpenedCamera> {
	// Not there at all on a page that is no secure origin.
	const devices = navigator.mediaDevices as MediaDevices | undefined;
	if (!devices) return { ok: false, code: 'no-camera' };
	try {
		const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } };
		return { ok: true, stream: await devices.getUserMedia({ video, audio: false }) };
	} catch (error) {
		return { ok: false, code: faultOf(error) };
	}
}

/** Its light is not yet in TypeScript's library. */
type Light = { torch?: boolean };

/** Turns the camera's light on or off; false where it has none. */
export async function lightUp(stream: MediaStream, on: boolean): Promise<boolean> {
	const [track] = stream.getVideoTracks();
	if (!track || !hasLight(stream)) return false;
	const advanced: (MediaTrackConstraintSet & Light)[] = [{ torch: on }];
	return track.applyConstraints({ advanced }).then(
		() => true,
		() => false
	);
}

export function hasLight(stream: MediaStream): boolean {
	const [track] = stream.getVideoTracks();
	// Firefox does not tell what a camera can do.
	const can = track?.getCapabilities?.() as (MediaTrackCapabilities & Light) | undefined;
	return can?.torch === true;
}

function faultOf(error: unknown): CameraFault {
	const name = error instanceof Error ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'not-allowed';
	return name === 'NotReadableError' || name === 'AbortError' ? 'camera-busy' : 'no-camera';
}
