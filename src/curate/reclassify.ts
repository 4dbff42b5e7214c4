// Reclassifying: what kind of thing an entity is, and with it how papers are tied to it.
import { wrongArgument } from '../graph/errors.ts'
import { isGone, requireEntity, toNamed } from './operator.ts'
import type { Operator } from './operator.ts'
import { findNamed } from './state.ts'

export const reclassify: Operator<'RECLASSIFY'> = {
  draft(state, { entity, kind }) {
    const working = requireEntity(state, entity)
    if (working.kind === kind) throw wrongArgument('kind', `\`kind\`: "${working.name}" is a ${kind} already.`)
    return { op: 'RECLASSIFY', entity: toNamed(working), kind }
  },

  apply(state, { entity, kind }) {
    const working = findNamed(state, entity)
    if (working === null) return isGone(entity)
    working.kind = kind
    working.kindRule = 'CURATED'
    working.isTouched = true
    return null
  },
}
