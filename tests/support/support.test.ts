import { expect, test } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { socketPair } from './sockets.ts';
import { virtualTime } from './virtual-time.ts';

test('timers run when their moment comes, in order, also those set by another', () => {
	const time = virtualTime(0);
	const ran: string[] = [];
	time.after(20, () => ran.push(`b at ${time.now()}`));
	time.after(10, () => {
		ran.push(`a at ${time.now()}`);
		time.after(5, () => ran.push(`c at ${time.now()}`));
	});
	const cancel = time.after(12, () => ran.push('never'));
	cancel();
	time.advance(19);
	expect(ran).toEqual(['a at 10', 'c at 15']);
	expect(time.next()).toBe(20);
	time.advance(1);
	expect(ran.at(-1)).toBe('b at 20');
	expect(time.clock(-1000).now()).toBe(-980);
});

test('a seed gives the same draws again, and another seed others', () => {
	const draw = (seed: number) => [...seededRandom(seed).bytes(32)];
	expect(draw(7)).toEqual(draw(7));
	expect(draw(7)).not.toEqual(draw(8));
	const random = seededRandom(1);
	const seen = new Set(Array.from({ length: 200 }, () => random.below(10)));
	expect(seen.size).toBe(10);
});

test('frames wait in flight until delivered; a cut line loses them and tells both ends', () => {
	const line = socketPair();
	const heard: string[] = [];
	line.county.onMessage((text) => heard.push(text));
	line.device.onClose(() => heard.push('device told'));
	line.county.onClose(() => heard.push('county told'));
	line.device.send('one');
	line.device.send('two');
	expect(heard).toEqual([]);
	line.duplicate('county');
	line.deliver('county');
	line.reorder('county');
	line.flush();
	expect(heard).toEqual(['one', 'two', 'one']);
	line.device.send('three');
	line.cut();
	expect(line.flush()).toBe(0);
	expect(heard.slice(3)).toEqual(['device told', 'county told']);
});
