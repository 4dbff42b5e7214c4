// Merging: several entities are one. Names, mentions and papers go to the one that stays, and the ids of the others lead there.
import { ConflictError, wrongArgument } from '../graph/errors.ts'
import { putFact } from './facts.ts'
import { isGone, quote, requireEntity, toNamed } from './operator.ts'
import type { Operator } from './operator.ts'
import { addAlias, findNamed } from './state.ts'
import type { State, Working } from './state.ts'

/** How many entities may be merged into one at a time. */
const MAX_MERGED = 20

export const merge: Operator<'MERGE'> = {
  draft(state, { into, from }) {
    if (from.length === 0 || from.length > MAX_MERGED) {
      throw wrongArgument('from', `\`from\` takes 1 to ${MAX_MERGED} entities, got ${from.length}.`)
    }
    const target = requireEntity(state, into)
    const others = new Set(from.map((id) => requireEntity(state, id)))
    if (others.delete(target) && others.size === 0) {
      throw new ConflictError(
        (say) => `${quote(target, say)} is one entity already: all the ids lead to it. There is nothing to merge.`,
      )
    }
    return { op: 'MERGE', into: toNamed(target), from: [...others].map(toNamed) }
  },

  apply(state, { into, from }) {
    const target = findNamed(state, into)
    if (target === null) return isGone(into)
    const found = from.map((entity) => findNamed(state, entity))
    for (const other of found) if (other !== null && other !== target) absorb(state, target, other)
    // The ids lead there all the same: what had them may have become one with it otherwise.
    for (const { id } of from) if (!state.entities.has(id) && id !== target.id) state.redirects.set(id, target.id)
    const at = found.indexOf(null)
    const missing = from[at]
    return missing === undefined ? null : isGone(missing)
  },
}

function absorb(state: State, target: Working, other: Working): void {
  if (!state.entities.delete(other.id)) return
  for (const fact of other.facts.values()) putFact(target, fact)
  for (const { surface, count } of other.aliases.values()) addAlias(target, surface, count)
  target.isTouched = true
  state.redirects.set(other.id, target.id)
}
