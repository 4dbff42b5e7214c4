// Rejecting: an entity is nothing, and its names are not taken for anything again. Names that others share stay with those.
import { takeNames } from './names.ts'
import { requireEntity, toNamed } from './operator.ts'
import type { Operator } from './operator.ts'
import { findById, hasName } from './state.ts'

export const reject: Operator<'REJECT'> = {
  draft(state, { entity }) {
    const working = requireEntity(state, entity)
    const others = [...state.entities.values()].filter((other) => other !== working)
    const norms = [...new Set([...working.aliases.values()].map(({ norm }) => norm))]
      .filter((norm) => !others.some((other) => hasName(other, norm)))
      .sort()
    return { op: 'REJECT', entity: toNamed(working), norms }
  },

  apply(state, { entity, norms }) {
    // By its id only: another thing of this name was not meant.
    const working = findById(state, entity.id)
    if (working !== null) state.entities.delete(working.id)
    takeNames(state, new Set(norms), null)
    return null
  },
}
