// BROADER: which entity is a kind of which, by their names. Containment is hierarchy, never a reason to merge.
import type { Alias, BroaderEdge, EntityKind } from '../graph/entities.ts'
import { nameKey } from '../graph/names.ts'
import { papersWith, type Incidence } from './incidence.ts'
import { headPhrases, type PhraseRule } from './phrases.ts'

/** A possible edge between entities by number, and how much it is to be trusted. */
interface Candidate {
  readonly narrower: number
  readonly broader: number
  readonly rule: PhraseRule
  /** 0 where the entity's own name says so, 1 where only an alias does. */
  readonly rank: 0 | 1
}

/**
 * Which entities are right above which, ordered by `narrower`, then `broader`.
 *
 * An entity is narrower than another when a name of it, canonical or alias, has a name of the other as its head: see
 * {@link headPhrases}. Aliases count so that "SGD" with the alias "stochastic gradient descent" finds its place. Kinds must
 * fit: see {@link mayBeUnder}. What would close a circle is left out, names before aliases. Of all that is found, only the
 * nearest stay: no edge says what two others say together (A. Aho, M. Garey, J. Ullman, 1972, "The transitive reduction of a
 * directed graph").
 */
export function findBroader(incidence: Incidence): readonly BroaderEdge[] {
  const parents = new Map<number, Map<number, PhraseRule>>()
  for (const { narrower, broader, rule } of findCandidates(incidence)) {
    if (reaches(parents, broader, narrower)) continue
    const known = parents.get(narrower)
    if (known === undefined) parents.set(narrower, new Map([[broader, rule]]))
    else if (!known.has(broader)) known.set(broader, rule)
  }
  const edges: BroaderEdge[] = []
  for (const [narrower, above] of [...parents].sort(([x], [y]) => x - y)) {
    for (const [broader, rule] of [...above].sort(([x], [y]) => x - y)) {
      const isNearest = [...above.keys()].every((other) => other === broader || !reaches(parents, other, broader))
      if (isNearest) edges.push({ narrower: idOf(incidence, narrower), broader: idOf(incidence, broader), rule })
    }
  }
  return edges
}

/**
 * Whether an entity of one kind may stand under one of another. The head says what a thing is, so kinds are the same; but
 * CONCEPT is also the kind of whatever shows no sign of another, and so may stand above or under any but a dataset, which is
 * one particular thing and a kind of nothing else.
 */
export function mayBeUnder(narrower: EntityKind, broader: EntityKind): boolean {
  if (narrower === broader) return true
  if (narrower === 'DATASET' || broader === 'DATASET') return false
  return narrower === 'CONCEPT' || broader === 'CONCEPT'
}

/** All that names say, the most trusted first: names before aliases, `modifier` before `tail`, then by number. */
function findCandidates(incidence: Incidence): readonly Candidate[] {
  const byName = indexNames(incidence)
  const found: Candidate[] = []
  for (const [narrower, { name, kind, aliases }] of incidence.entities.entries()) {
    for (const surface of [name, ...aliases]) {
      for (const { text, rule } of headPhrases(surface)) {
        const broader = byName.get(nameKey(text))
        const target = broader === undefined ? undefined : incidence.entities[broader]
        if (broader === undefined || target === undefined || broader === narrower) continue
        if (mayBeUnder(kind, target.kind)) found.push({ narrower, broader, rule, rank: surface === name ? 0 : 1 })
      }
    }
  }
  const order = (x: Candidate, y: Candidate) =>
    x.rank - y.rank ||
    Number(x.rule === 'tail') - Number(y.rule === 'tail') ||
    x.narrower - y.narrower ||
    x.broader - y.broader
  return found.sort(order)
}

/**
 * The entity of each name: one called so before one with such an alias, then the one of most papers, then by number. An alias
 * that only shortens the name to its head does not count: where papers call asymptotic bias "bias" for short, other biases
 * are still no asymptotic ones.
 */
function indexNames(incidence: Incidence): ReadonlyMap<Alias['norm'], number> {
  const index = new Map<Alias['norm'], number>()
  const byPapers = [...incidence.entities.keys()].sort(
    (x, y) => papersWith(incidence, y) - papersWith(incidence, x) || x - y,
  )
  const enter = (surface: string, entity: number) => {
    const key = nameKey(surface)
    if (key !== '' && !index.has(key)) index.set(key, entity)
  }
  for (const entity of byPapers) enter(incidence.entities[entity]?.name ?? '', entity)
  for (const entity of byPapers) {
    const { name = '', aliases = [] } = incidence.entities[entity] ?? {}
    const heads = new Set(headPhrases(name).map(({ text }) => nameKey(text)))
    for (const alias of aliases) if (!heads.has(nameKey(alias))) enter(alias, entity)
  }
  return index
}

/** Whether one entity stands above another, at any distance, or is it. */
function reaches(parents: ReadonlyMap<number, ReadonlyMap<number, unknown>>, from: number, target: number): boolean {
  const seen = new Set([from])
  for (const entity of seen) {
    if (entity === target) return true
    for (const above of parents.get(entity)?.keys() ?? []) seen.add(above)
  }
  return false
}

function idOf(incidence: Incidence, entity: number): string {
  return incidence.entities[entity]?.id ?? ''
}
