// What is asked of lists of papers, and of which lists.
import { NO_FILTER } from '../../src/graph/filter.ts'
import type { OneList } from './paper-model.ts'
import { C } from './seeds.ts'

export const ALL: OneList = { of: 'all' }
export const BY_TITLE = { filter: NO_FILTER, sort: { by: 'title', descending: false } } as const
export const NEAREST = { filter: NO_FILTER, sort: { by: 'relevance', descending: true } } as const
export const LISTS: readonly OneList[] = [
  ALL,
  { of: 'entity', id: 'graph' },
  { of: 'topic', id: 'topic:graph' },
  { of: 'run', id: 'run:1' },
  { of: 'near', seeds: { papers: [C], entities: [] } },
  { of: 'near', seeds: { papers: [], entities: ['graph'] } },
]
