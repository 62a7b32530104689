import { expect, test } from 'vitest';
import type { CatalogueItem, Material } from '../../../src/lib/domain/catalogue.ts';
import {
	materialsFor,
	missingMaterials,
	papersThatCount,
	type Circumstances
} from '../../../src/lib/ui/papers/materials.ts';

function material(key: string, standard: string | null, necessity: Material['necessity']): Material {
	return {
		...{ key, standard, necessity, name: key, source: '10', form: '原件', shared: false, deferrable: false }
	};
}

const item = {
	implementation: {
		materials: [
			material('m1', 'M01', '必要'),
			material('m2', null, '按情形提供'),
			material('m3', 'M05', '按情形提供'),
			material('m4', 'M06', '按情形提供')
		]
	}
} as unknown as CatalogueItem;

const inPerson: Circumstances = { by: 'self', situations: [] };

test('someone who comes in person is not asked for a letter of authority', () => {
	expect(materialsFor(item, inPerson).map(({ key }) => key)).toEqual(['m1', 'm2']);
	expect(missingMaterials(item, inPerson, []).map(({ key }) => key)).toEqual(['m1']);
});

test('a proxy must bring the letter of authority and their own identity card', () => {
	expect(
		missingMaterials(item, { by: 'proxy', situations: [] }, [{ paper: 'm1' }]).map(({ key }) => key)
	).toEqual(['m3', 'm4']);
});

test('nothing is missing while nobody knows what the item asks for', () => {
	expect(missingMaterials(null, inPerson, [])).toEqual([]);
});

test('a paper that only some bring is missing once the person is in the situation for it', () => {
	const disabled: Circumstances = { by: 'self', situations: ['m2'] };
	expect(missingMaterials(item, disabled, [{ paper: 'm1' }]).map(({ key }) => key)).toEqual(['m2']);
	expect(missingMaterials(item, inPerson, [{ paper: 'm1' }])).toEqual([]);
});

test('a paper whose situation was unticked, or whose proxy has gone, does not count, and does again when they are back', () => {
	const papers = [{ paper: 'm1' }, { paper: 'm2' }, { paper: 'm3' }];
	const counted = (circumstances: Circumstances): string[] =>
		papersThatCount(item, circumstances, papers).map(({ paper }) => paper);
	expect(counted(inPerson)).toEqual(['m1']);
	expect(counted({ by: 'self', situations: ['m2'] })).toEqual(['m1', 'm2']);
	expect(counted({ by: 'proxy', situations: [] })).toEqual(['m1', 'm3']);
	expect(counted({ by: 'proxy', situations: ['m2'] })).toEqual(['m1', 'm2', 'm3']);
});
