// The whole check of the project, in turn, with its output as it comes. Ends with one line of figures.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Count = { passed: number; failed: number };

/** What vitest and Playwright write about a run, as far as it is read here. */
type VitestReport = {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { status: string; assertionResults: unknown[] }[];
};
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

const scratch = mkdtempSync(join(tmpdir(), 'yizhan-test-'));
const total: Count = { passed: 0, failed: 0 };

// The build comes first: it makes the typed texts that the other steps read.
add(step('build', 'vite', ['build', '--logLevel', 'warn']));
add(both(step('types', 'svelte-kit', ['sync']), step('types', 'svelte-check', ['--fail-on-warnings'])));
add(both(step('lint', 'prettier', ['--check', '--log-level', 'warn', '.']), step('lint', 'eslint', ['.'])));
add(vitest());
add(playwright());

rmSync(scratch, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function step(name: string, command: string, args: string[], env: Record<string, string> = {}): boolean {
	const began = performance.now();
	console.log(`── ${name}: ${command} ${args.join(' ')}`);
	const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`── ${name} ${status === 0 ? 'done' : 'FAILED'} in ${seconds} s\n`);
	return status === 0;
}

function vitest(): Count {
	const file = join(scratch, 'vitest.json');
	const ok = step('tests', 'vitest', [
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	]);
	const report = read<VitestReport>(file);
	if (!report) return { passed: 0, failed: 1 };
	// A file that does not even load has no test of its own to count.
	const broken = report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0);
	return atLeastOne(ok, report.numPassedTests, report.numFailedTests + broken.length);
}

function playwright(): Count {
	const file = join(scratch, 'playwright.json');
	const ok = step('browser', 'playwright', ['test', '--reporter=list,json'], {
		PLAYWRIGHT_JSON_OUTPUT_FILE: file
	});
	const report = read<PlaywrightReport>(file);
	if (!report) return { passed: 0, failed: 1 };
	const { expected, flaky, unexpected } = report.stats;
	return atLeastOne(ok, expected + flaky, unexpected + report.errors.length);
}

/** A runner that ends badly counts as a failure, whatever its report says. */
function atLeastOne(ok: boolean, passed: number, failed: number): Count {
	return { passed, failed: ok ? failed : Math.max(1, failed) };
}

function both(first: boolean, second: boolean): boolean {
	return first && second;
}

function add(result: boolean | Count): void {
	const count = typeof result === 'boolean' ? { passed: Number(result), failed: Number(!result) } : result;
	total.passed += count.passed;
	total.failed += count.failed;
}

function read<Report>(file: string): Report | null {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
}
