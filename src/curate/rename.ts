// Renaming: what an entity is called. The old name stays one of its names, and mentions of the new one are mentions of it.
import { wrongArgument } from '../graph/errors.ts'
import { claimName } from './names.ts'
import { isGone, readName, refuseTaken, requireEntity, toNamed } from './operator.ts'
import type { Operator } from './operator.ts'
import { findNamed, setName } from './state.ts'

export const rename: Operator<'RENAME'> = {
  draft(state, { entity, name }) {
    const working = requireEntity(state, entity)
    const called = readName(name)
    if (called === working.name) throw wrongArgument('name', `\`name\`: it is called "${called}" already.`)
    refuseTaken(state, called, working)
    return { op: 'RENAME', entity: toNamed(working), name: called }
  },

  apply(state, { entity, name }) {
    const working = findNamed(state, entity)
    if (working === null) return isGone(entity)
    claimName(state, working, name)
    setName(working, name)
    return null
  },
}
