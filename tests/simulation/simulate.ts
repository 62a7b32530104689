// npm run simulate -- --seeds 200            seeds 1 to 200
// npm run simulate -- --seeds 1 --seed 17    seed 17 alone, with its story when it fails
import { parseArgs } from 'node:util';
import { addFaults, noFaults } from './faults.ts';
import { runSeed } from './run-seed.ts';

const { values } = parseArgs({
	options: { seeds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } }
});
const first = Number(values.seed);
const seeds = Number(values.seeds);
const faults = noFaults();
const total = { seeds, crashes: 0, lost: 0, diverged: 0, stuck: 0 };

for (let seed = first; seed < first + seeds; seed++) {
	const run = await runSeed(seed);
	const { lost, diverged, stuck } = run;
	addFaults(faults, run.faults);
	total.crashes += run.faults['county-dies'] + run.faults['device-dies'];
	total.lost += lost.length;
	total.diverged += diverged.length;
	total.stuck += stuck.length;
	const wrong = [...lost, ...diverged, ...stuck];
	if (wrong.length === 0) continue;
	if (seeds === 1) console.log(run.story.join('\n'));
	console.log(`seed ${seed}:\n  ${wrong.join('\n  ')}`);
}
console.log(JSON.stringify({ faults }));
console.log(JSON.stringify(total));
process.exitCode = total.lost + total.diverged + total.stuck > 0 ? 1 : 0;
