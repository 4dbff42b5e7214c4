// Identity: the id an entity keeps from run to run, and its address.
import type { Alias, Entity } from '../../src/graph/entities.ts'
import type { EntityId } from '../../src/graph/ids.ts'
import { claimSlug } from './names.ts'

/** What the graph holds already. Its ids are kept where names meet. */
export interface KnownNames {
  readonly entities: readonly Entity[]
  readonly aliases: readonly Alias[]
}

/** An entity that has no id yet. */
export interface Draft extends Pick<Entity, 'name' | 'kind' | 'kindRule' | 'paperCount'> {
  readonly root: string
  readonly aliases: readonly Omit<Alias, 'entityId'>[]
}

/** A draft with its entity. */
export interface Identified {
  readonly root: string
  readonly entity: Entity
  readonly aliases: readonly Omit<Alias, 'entityId'>[]
}

/**
 * Gives every draft an id, by id. A draft whose forms meet a known entity keeps that id: of several the one of most papers,
 * then the smallest. Where several drafts meet one known entity, the one of most papers has it, and the others get new ids
 * from their names. Known ids are never given to something else.
 */
export function assignIds(drafts: readonly Draft[], known: KnownNames): readonly Identified[] {
  const ranked = [...drafts].sort(
    (a, b) => b.paperCount - a.paperCount || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.root < b.root ? -1 : 1),
  )
  const knownIds = new Map<string, EntityId[]>()
  const byPapers = [...known.entities].sort((a, b) => b.paperCount - a.paperCount || (a.id < b.id ? -1 : 1))
  const rank = new Map(byPapers.map(({ id }, i) => [id, i]))
  for (const { norm, entityId } of known.aliases) {
    if (!rank.has(entityId)) continue
    const ids = knownIds.get(norm)
    if (ids === undefined) knownIds.set(norm, [entityId])
    else ids.push(entityId)
  }
  const taken = new Set<EntityId>(known.entities.map(({ id }) => id))
  const given = new Set<EntityId>()
  const kept = new Map<string, EntityId>()
  for (const draft of ranked) {
    const met = draft.aliases.flatMap(({ norm }) => knownIds.get(norm) ?? []).filter((id) => !given.has(id))
    const best = met.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0]
    if (best === undefined) continue
    given.add(best)
    kept.set(draft.root, best)
  }
  const slugs = new Set<string>()
  return ranked
    .map((draft) => {
      const id = kept.get(draft.root) ?? claimSlug(draft.name, taken)
      const slug = claimSlug(draft.name, slugs)
      const { root, name, kind, kindRule, paperCount, aliases } = draft
      return { root, aliases, entity: { id, slug, name, kind, kindRule, paperCount } }
    })
    .sort((a, b) => (a.entity.id < b.entity.id ? -1 : 1))
}
