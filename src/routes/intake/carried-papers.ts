import type { CatalogueItem, Material } from '$lib/domain/catalogue.ts';
import { MOST_PHOTOGRAPHS, otherWays, type PaperWay } from '$lib/domain/paper-ways.ts';
import { situationMaterials, situationName } from '$lib/ui/papers/materials.ts';
import type { DraftPaper, MatterContent, PaperAside } from './draft.ts';

/** 授权委托书 in the library of standard materials: it names the item, and holds for no other. */
const LETTER_OF_AUTHORITY = 'M05';

type Taken = Pick<MatterContent, 'papers' | 'aside' | 'situations'>;

/**
 * What was taken at the counter for one item, as another asks for it. The same standard material, or one of the same
 * name, is the same paper; it is answered in the same way where the other item allows that. What it does not ask for
 * is put aside, and found again when an item does. A paper in hand says that its situation applies.
 */
export function carryPapers(
	{ papers, aside, situations }: Taken,
	from: CatalogueItem | null,
	to: CatalogueItem
): Taken {
	const standards = new Map(from?.implementation.materials.map(({ key, standard }) => [key, standard]));
	const all = [
		...papers.map((taken) => ({ ...taken, standard: standards.get(taken.paper) ?? null })),
		...aside
	];
	const carried: Taken = { papers: [], aside: [], situations: [] };
	for (const { standard, ...taken } of all) {
		const free = to.implementation.materials.filter(
			({ key }) => !carried.papers.some(({ paper }) => paper === key)
		);
		const material =
			standard === LETTER_OF_AUTHORITY
				? undefined
				: (free.find((each) => standard !== null && each.standard === standard) ??
					free.find(({ name }) => name === taken.name));
		const answered = material && answerFor(taken, material);
		if (answered) carried.papers.push(answered);
		else carried.aside.push({ ...taken, standard });
	}
	const inHand = new Set(carried.papers.map(({ paper }) => paper));
	carried.situations = situationMaterials(to)
		.filter((each) => situations.includes(situationName(each)) || inHand.has(each.key))
		.map(situationName);
	return carried;
}

const anywhere: readonly PaperWay[] = ['seen', 'original', 'copy', 'photo'];

/** The paper under the material's own key; null where nothing of its answer holds for it. */
function answerFor(taken: DraftPaper, material: Material): DraftPaper | null {
	const named = { ...taken, paper: material.key, name: material.name };
	if ([...anywhere, ...otherWays(material)].includes(taken.way)) return named;
	return taken.photographs.length > 0 ? { ...named, way: 'photo', instead: '' } : null;
}

/** Photographs of a paper that was put aside, given to one that is asked for; null where it can take none more. */
export function placeAside(
	{ papers, aside }: Pick<Taken, 'papers' | 'aside'>,
	from: PaperAside,
	material: Pick<Material, 'key' | 'name'>
): Pick<Taken, 'papers' | 'aside'> | null {
	const fresh = { paper: material.key, name: material.name, way: 'photo' as const, copies: 0, instead: '' };
	const before = papers.find(({ paper }) => paper === material.key) ?? { ...fresh, photographs: [] };
	const room = MOST_PHOTOGRAPHS - before.photographs.length;
	if (room <= 0) return null;
	const given = { ...before, photographs: [...before.photographs, ...from.photographs.slice(0, room)] };
	const left = { ...from, photographs: from.photographs.slice(room) };
	return {
		papers: [...papers.filter((paper) => paper.paper !== material.key), given],
		aside: aside.flatMap((each) => (each !== from ? [each] : left.photographs.length > 0 ? [left] : []))
	};
}
