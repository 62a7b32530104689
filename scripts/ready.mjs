// Makes a bare clone ready for the command that follows it in package.json. Runs before anything is
// installed, under whatever Node the machine has (20 or later), so it is plain JavaScript on Node alone.
// npm puts node_modules/.bin first on the PATH of its scripts, so the command itself runs under the Node that
// this has just installed; as a `pre` script, because one shell would remember where it found the first `node`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDS_BUILD = ['start', 'screenshots'];
const NEEDS_BROWSER = ['test', 'screenshots'];
const BUILT_FROM = [
	'src',
	'static',
	'project.inlang',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json'
];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const purpose = process.argv[2] ?? '';

if (installedBefore('package-lock.json')) {
	say('installing packages (once; about a minute) …');
	run('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
}
const node = nodeToUse();
if (NEEDS_BUILD.includes(purpose) && newest(BUILT_FROM) > modified('build/index.html')) {
	say('building the app …');
	run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
}
if (NEEDS_BROWSER.includes(purpose)) {
	const { findChromium } = await import('./chromium.mjs');
	say(`browser: ${await findChromium()}`);
	const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
	if (fonts.status === 0 && fonts.stdout.trim() === '') {
		say('no Chinese font found: pictures and printed papers will show boxes (install fonts-noto-cjk)');
	}
}

/** @param {string} lock */
function installedBefore(lock) {
	return modified('node_modules/.package-lock.json') < modified(lock);
}

/** The Node that came with the packages on Linux; elsewhere the system's, if it can run TypeScript as it is. */
function nodeToUse() {
	const bundled = join(root, 'node_modules', '.bin', 'node');
	if (existsSync(bundled)) return bundled;
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= 24) return process.execPath;
	say(`Node ${process.versions.node} is too old here: install Node 24 or later`);
	process.exit(1);
}

/** @param {string} path */
function modified(path) {
	return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** Newest change below these paths, ms; what the build itself writes there does not count. */
function newest(paths) {
	let latest = 0;
	for (const path of paths) {
		if (!existsSync(path) || path === join('src', 'lib', 'paraglide')) continue;
		const stats = statSync(path);
		if (!stats.isDirectory()) latest = Math.max(latest, stats.mtimeMs);
		else latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
	}
	return latest;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
	const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
	if (status === 0) return;
	say(`${command} ${args[0]} failed${error ? `: ${error.message}` : ''}`);
	process.exit(1);
}

function say(text) {
	console.error(`[ready] ${text}`);
}
