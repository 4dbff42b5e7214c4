// What the traversals of the tests start from: papers of the world by a short name, and seeds with all that is odd about them.
import type { Seeds } from '../../src/graph/traversals.ts'
import { WORLD } from './world.ts'

export const A = 'arxiv:2001.00001'
export const B = 'arxiv:2001.00002'
export const C = 'doi:10.1000/a'
export const D = 'doi:10.1000/b'
export const WAVE = 'title:0000000000000001'
export const SPACE = 'title:0000000000000002'
export const ALONE = 'title:0000000000000004'

/** Seeds of every kind. */
export const SEEDS: readonly Seeds[] = [
  { papers: [A], entities: [] },
  { papers: [A, A], entities: [] },
  { papers: [A, C], entities: [] },
  { papers: [A, D], entities: ['graph'] },
  { papers: [], entities: ['graph'] },
  { papers: [], entities: ['graph', 'gradient-descent', 'graph'] },
  { papers: [A, 'doi:nowhere'], entities: ['nowhere', 'attention'] },
  { papers: ['doi:nowhere'], entities: ['nowhere'] },
  { papers: [ALONE], entities: ['__proto__'] },
  { papers: [], entities: [] },
  { papers: WORLD.papers.map(({ id }) => id), entities: ['river'] },
  { papers: [SPACE, WAVE], entities: WORLD.entities.map(({ id }) => id) },
  // The other kind of id leads nowhere.
  { papers: ['graph'], entities: [A] },
  { papers: [A], entities: [], not: { papers: [], entities: ['gradient-descent'] } },
  { papers: [A, D], entities: [], not: { papers: [C], entities: [] } },
  { papers: [], entities: ['graph'], not: { papers: [], entities: ['attention', 'attention'] } },
  { papers: [], entities: ['graph'], not: { papers: [C, 'doi:nowhere'], entities: ['nowhere'] } },
  { papers: [C], entities: ['graph', 'river'], not: { papers: [A], entities: ['gradient-descent'] } },
  { papers: [A, C], entities: ['graph'], not: { papers: [A], entities: ['graph'] } },
  { papers: [], entities: [], not: { papers: [A], entities: ['graph'] } },
  { papers: ['doi:nowhere'], entities: ['graph'], not: { papers: ['graph'], entities: [A] } },
]
