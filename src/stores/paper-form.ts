// What decides the text of a query about papers, whichever the engine: where they come from, and the form of the filter.
import type { MethodRole } from '../graph/entities.ts'
import { partsOf, simplifyFilter } from '../graph/filter.ts'
import { rankingUnits } from '../graph/paper-filter.ts'
import type { PaperFilter } from '../graph/paper-filter.ts'
import type { PaperLists } from '../graph/paper-lists.ts'
import type { TextUnit } from '../graph/search.ts'

/** Where papers come from. */
export type SourceName = PaperLists['of'] | `${'all' | 'run'} by text` | `entity ${MethodRole}`

/** Where papers come from, the filter in its plainest form, and the units that papers are ranked by. */
export interface Form {
  readonly of: SourceName
  readonly filter: PaperFilter
  readonly units: readonly TextUnit[]
}

/** The form of a question. Lists without a rank of their own are ranked by the text of the filter, which finds them too. */
export function formFor(lists: PaperLists, filter: PaperFilter): Form {
  const { of } = lists
  const units = rankingUnits(filter)
  if (units.length > 0 && (of === 'all' || of === 'run')) {
    const others = partsOf(filter).filter((part) => part.is !== 'text' || part.units.length === 0)
    return { of: `${of} by text`, filter: simplifyFilter({ is: 'and', of: others }), units }
  }
  const source = of === 'entity' && lists.role !== undefined ? (`entity ${lists.role}` as const) : of
  return { of: source, filter: simplifyFilter(filter), units: [] }
}

/** Whether the rows of a list are facts of its owner. */
export function isOfEntity(of: SourceName): boolean {
  return of.startsWith('entity')
}
