// Which list of papers a field answers.
import type { PaperLists } from '../../src/graph/paper-lists.ts'
import type { Seeds } from '../../src/graph/traversals.ts'

/** One list of papers: its kind and whose it is. */
export type PaperList =
  | { readonly of: 'all' }
  | { readonly of: 'entity' | 'topic' | 'run'; readonly id: string }
  | { readonly of: 'near'; readonly seeds: Seeds }

/** Lists of one kind as the port takes them. */
export function groupLists(of: PaperList['of'], lists: readonly PaperList[]): PaperLists {
  switch (of) {
    case 'all':
      return { of }
    case 'near':
      return { of, seeds: lists.flatMap((list) => (list.of === 'near' ? [list.seeds] : [])) }
    case 'entity':
    case 'topic':
    case 'run':
      return { of, ids: lists.flatMap((list) => ('id' in list ? [list.id] : [])) }
  }
}
