// Adding a name: it leads to the entity, and mentions of it are mentions of the entity.
import { wrongArgument } from '../graph/errors.ts'
import { nameKey } from '../graph/names.ts'
import { claimName } from './names.ts'
import { isGone, quote, readName, refuseTaken, requireEntity, toNamed } from './operator.ts'
import type { Operator } from './operator.ts'
import { findNamed, hasName } from './state.ts'

export const alias: Operator<'ADD_ALIAS'> = {
  draft(state, { entity, name }) {
    const working = requireEntity(state, entity)
    const called = readName(name)
    if (hasName(working, nameKey(called))) {
      throw wrongArgument(
        'name',
        (say) =>
          `\`name\`: "${called}" leads to ${quote(working, say)} already: case, hyphens and number do not count.`,
      )
    }
    refuseTaken(state, called, working)
    return { op: 'ADD_ALIAS', entity: toNamed(working), name: called }
  },

  apply(state, { entity, name }) {
    const working = findNamed(state, entity)
    if (working === null) return isGone(entity)
    claimName(state, working, name)
    return null
  },
}
