import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_APPS = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** What a browser in a container, with no display and no way out, has to be told. */
export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/**
 * Path of a Chromium for the tests: `$CHROMIUM_PATH`, else the system's, else the one that npm brought,
 * unpacked into the system's temporary folder on first use.
 * @returns {Promise<string>}
 */
export async function findChromium() {
	const told = process.env.CHROMIUM_PATH;
	if (told) {
		if (!isExecutable(told)) throw new Error(`CHROMIUM_PATH is ${told}, which cannot be run`);
		return told;
	}
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC_APPS];
	const found = candidates.find(isExecutable);
	if (found) return found;
	return unpackedChromium();
}

/** @returns {Promise<string>} */
async function unpackedChromium() {
	const { default: packed, inflate } = await import('@sparticuz/chromium');
	// A bare machine has no NSS; the package brings it, but unpacks it only where it knows the system.
	const libraries = join(
		await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')))),
		'lib'
	);
	const told = (process.env.LD_LIBRARY_PATH ?? '').split(delimiter).filter(Boolean);
	process.env.LD_LIBRARY_PATH = [...new Set([...told, libraries])].join(delimiter);
	return packed.executablePath();
}

/** @param {string} path */
function isExecutable(path) {
	if (!existsSync(path)) return false;
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
