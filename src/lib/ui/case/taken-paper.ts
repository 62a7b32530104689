import type { Paper } from '../../documents/case/state.ts';

/** How one paper is answered, as a row of papers shows and changes it. */
export type TakenPaper = Pick<Paper, 'paper' | 'name' | 'way' | 'copies' | 'photographs' | 'instead'>;
