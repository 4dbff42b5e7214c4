// Which list of papers a field answers.
import type { MethodRole } from '../../src/graph/entities.ts'
import type { PaperLists } from '../../src/graph/paper-lists.ts'
import type { Seeds } from '../../src/graph/traversals.ts'

/** One list of papers: its kind and whose it is. */
export type PaperList =
  | { readonly of: 'all' }
  | { readonly of: 'topic' | 'run'; readonly id: string }
  | { readonly of: 'entity'; readonly id: string; readonly role?: MethodRole }
  | { readonly of: 'near'; readonly seeds: Seeds }

/** What lists that are read together have in common: all but whose they are. */
export function kindOf(list: PaperList): string {
  return list.of === 'entity' && list.role !== undefined ? `entity ${list.role}` : list.of
}

/** Lists of the kind of one as the port takes them. */
export function groupLists(like: PaperList, lists: readonly PaperList[]): PaperLists {
  const ids = lists.flatMap((list) => ('id' in list ? [list.id] : []))
  switch (like.of) {
    case 'all':
      return { of: like.of }
    case 'near':
      return { of: like.of, seeds: lists.flatMap((list) => (list.of === 'near' ? [list.seeds] : [])) }
    case 'entity':
      return like.role === undefined ? { of: like.of, ids } : { of: like.of, ids, role: like.role }
    case 'topic':
    case 'run':
      return { of: like.of, ids }
  }
}
