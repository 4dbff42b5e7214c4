// The working state: the entities that curation is applied to, with their names and facts, and how they become rows again.
import type { NamedEntity } from '../graph/curation.ts'
import type { EntityRows, Redirect } from '../graph/originals.ts'
import { relationFor, roleOf } from '../graph/entities.ts'
import type { Alias, Entity, EntityKind, Fact, KindRule, MethodRole } from '../graph/entities.ts'
import { slugOf } from '../graph/ids.ts'
import type { EntityId, PaperId } from '../graph/ids.ts'
import { countKinds } from '../graph/kinds.ts'
import { nameKey } from '../graph/names.ts'
import { compareText } from '../graph/page.ts'

/** A fact with the role that its paper gives the entity, kept while the entity is no method. */
export interface RoledFact extends Fact {
  readonly role: MethodRole | null
}

/** An entity that is being worked on. */
export interface Working {
  readonly id: EntityId
  name: string
  slug: string
  kind: EntityKind
  kindRule: KindRule | null
  /** As ingestion has it; `null` where a curation made the entity. */
  readonly original: Entity | null
  /** Whether anything was done to it. What nothing was done to comes out as it was. */
  isTouched: boolean
  /** By surface. */
  readonly aliases: Map<string, Alias>
  readonly facts: Map<PaperId, RoledFact>
}

/** Entities and where the ids of those that are gone lead. */
export interface State {
  readonly entities: Map<EntityId, Working>
  readonly redirects: Map<EntityId, EntityId>
}

/** The state before any curation. */
export function stateOf({ entities, aliases, facts }: EntityRows): State {
  const state: State = { entities: new Map(), redirects: new Map() }
  for (const entity of entities) {
    const { id, name, slug, kind, kindRule } = entity
    const begun = { original: entity, isTouched: false, aliases: new Map(), facts: new Map() }
    state.entities.set(id, { id, name, slug, kind, kindRule, ...begun })
  }
  for (const alias of aliases) state.entities.get(alias.entityId)?.aliases.set(alias.surface, alias)
  for (const fact of facts) {
    state.entities.get(fact.entityId)?.facts.set(fact.paperId, { ...fact, role: roleOf(fact.relation) })
  }
  return state
}

/** Where an id leads. */
function survivorOf({ entities, redirects }: State, id: EntityId): EntityId {
  let survivor = id
  for (let next = redirects.get(survivor); !entities.has(survivor) && next !== undefined;) {
    survivor = next
    next = redirects.get(survivor)
  }
  return survivor
}

/** The entity an id leads to. */
export function findById(state: State, id: EntityId): Working | null {
  return state.entities.get(survivorOf(state, id)) ?? null
}

/**
 * The entity that an operation names: the one its id leads to, else the one of most papers, then the smallest id, that has its
 * name. An id that is found by name leads there from then on.
 */
export function findNamed(state: State, { id, name }: NamedEntity): Working | null {
  const known = findById(state, id)
  if (known !== null) return known
  const [found = null] = entitiesNamed(state, nameKey(name))
  if (found !== null) state.redirects.set(id, found.id)
  return found
}

/** The entities that have a name with a key: of most papers first, then by id. */
export function entitiesNamed({ entities }: State, norm: string): Working[] {
  return [...entities.values()]
    .filter((working) => hasName(working, norm))
    .sort((a, b) => b.facts.size - a.facts.size || compareText(a.id, b.id))
}

export function hasName({ aliases }: Working, norm: string): boolean {
  return [...aliases.values()].some((alias) => alias.norm === norm)
}

/** Gives an entity a name by which people know it. */
export function setName(working: Working, name: string): void {
  working.name = name
  working.slug = slugOf(name) || working.slug
  working.isTouched = true
}

/** Where none of its names is the one it is called by, it is called by the most frequent of them. */
export function keepName(working: Working): void {
  if (hasName(working, nameKey(working.name))) return
  const [best] = [...working.aliases.values()].sort((a, b) => b.count - a.count || compareText(a.surface, b.surface))
  if (best !== undefined) setName(working, best.surface)
}

/** Adds a name, or adds up how often it occurs. The rule of a name that is there stays. */
export function addAlias(working: Working, surface: string, count: number): void {
  const { id: entityId, aliases } = working
  const known = aliases.get(surface)
  const alias = known ?? { entityId, surface, norm: nameKey(surface), rule: CURATED, count: 0 }
  aliases.set(surface, { ...alias, count: alias.count + count })
  working.isTouched = true
}

/** The rule of names that people gave. */
const CURATED = 'curated'

/** The rows of a state, by key. Entities that no paper speaks of are none. */
export function rowsOf({ entities }: State): EntityRows {
  const found = [...entities.values()].filter(({ facts }) => facts.size > 0).sort((a, b) => compareText(a.id, b.id))
  return {
    entities: found.map(entityOf),
    aliases: found.flatMap(({ aliases }) => [...aliases.values()].sort((a, b) => compareText(a.surface, b.surface))),
    facts: found
      .flatMap((working) => [...working.facts.values()].map((fact) => factOf(working, fact)))
      .sort((a, b) => compareText(a.paperId, b.paperId) || compareText(a.entityId, b.entityId)),
  }
}

/** The entity of a state as a row. */
export function entityOf(working: Working): Entity {
  const { id, slug, name, kind, facts, original, isTouched } = working
  if (!isTouched && original !== null) return original
  return { id, slug, name, kind, kindRule: kindRuleOf(working), paperCount: facts.size }
}

/** The kind of an entity is decided before curation: where its mentions, as it has them now, say else, people want it that way. */
function kindRuleOf({ kind, kindRule, facts }: Working): KindRule | null {
  if (kindRule !== 'MENTIONS') return kindRule
  const [most] = countKinds([...facts.values()].flatMap(({ spans }) => spans))
  return most?.kind === kind ? kindRule : 'CURATED'
}

function factOf({ kind, isTouched }: Working, { role, ...fact }: RoledFact): Fact {
  return isTouched ? { ...fact, relation: relationFor(kind, role) } : fact
}

/** The redirects of a state: each id straight to the entity that is there. Those that lead nowhere are left out. */
export function redirectsOf(state: State): readonly Redirect[] {
  return [...state.redirects.keys()]
    .filter((id) => !state.entities.has(id))
    .map((id) => ({ id, entityId: survivorOf(state, id) }))
    .filter(({ entityId }) => (state.entities.get(entityId)?.facts.size ?? 0) > 0)
    .sort((a, b) => compareText(a.id, b.id))
}
