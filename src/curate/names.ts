// Names: how what goes by a name is moved from one entity to another.
import { nameKey } from '../graph/names.ts'
import { putFact, splitFact } from './facts.ts'
import { addAlias, keepName } from './state.ts'
import type { State, Working } from './state.ts'

/** Which of the mentions of an entity are meant: those of names with these keys, in these papers; all where `null`. */
export interface Selection {
  readonly norms: ReadonlySet<string> | null
  readonly papers: ReadonlySet<string> | null
}

/**
 * Takes mentions from an entity, and the names that only they use; gives them to another one, or to nobody. Answers whether
 * there were any.
 */
export function moveMentions(from: Working, to: Working | null, { norms, papers }: Selection): boolean {
  const moved = new Map<string, number>()
  const stayed = new Set<string>()
  for (const fact of from.facts.values()) {
    const isHere = papers === null || papers.has(fact.paperId)
    const { taken, left } = splitFact(fact, ({ surface }) => isHere && (norms === null || norms.has(nameKey(surface))))
    for (const { surface } of left?.spans ?? []) stayed.add(surface)
    if (taken === null) continue
    for (const { surface } of taken.spans) moved.set(surface, (moved.get(surface) ?? 0) + 1)
    if (left === null) from.facts.delete(fact.paperId)
    else from.facts.set(fact.paperId, left)
    if (to !== null) putFact(to, taken)
  }
  for (const alias of from.aliases.values()) {
    const isNamed = norms === null || norms.has(alias.norm)
    const count = papers === null ? alias.count : (moved.get(alias.surface) ?? 0)
    if (!isNamed || (papers !== null && count === 0)) continue
    if (papers === null || !stayed.has(alias.surface)) from.aliases.delete(alias.surface)
    else from.aliases.set(alias.surface, { ...alias, count: Math.max(0, alias.count - count) })
    from.isTouched = true
    if (to !== null) addAlias(to, alias.surface, count)
  }
  if (moved.size > 0) from.isTouched = true
  if (from.isTouched) keepName(from)
  return moved.size > 0
}

/** Makes a name mean an entity: mentions of it elsewhere are mentions of that. What is left with nothing leads there. */
export function claimName(state: State, working: Working, name: string, except: Working | null = null): void {
  takeNames(state, new Set([nameKey(name)]), working, except)
  addAlias(working, name, 0)
}

/** Moves everything that goes by names with these keys to an entity, or to nobody. */
export function takeNames(
  state: State,
  norms: ReadonlySet<string>,
  to: Working | null,
  except: Working | null = null,
): void {
  for (const other of state.entities.values()) {
    if (other === to || other === except) continue
    const hasThem = [...other.aliases.values()].some(({ norm }) => norms.has(norm))
    if (!hasThem) continue
    moveMentions(other, to, { norms, papers: null })
    if (other.facts.size > 0) continue
    state.entities.delete(other.id)
    if (to !== null) state.redirects.set(other.id, to.id)
  }
}
