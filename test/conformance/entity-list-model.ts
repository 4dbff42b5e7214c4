// Lists of entities as every engine must answer them, worked out by asking each entity each question.
import type { Entity } from '../../src/graph/entities.ts'
import type { EntityCondition, EntityFilter, EntitySort } from '../../src/graph/entity-lists.ts'
import { searchTerms } from '../../src/graph/search.ts'
import { compareBytes } from './model.ts'
import type { World } from './model.ts'

/** The lists of entities of a graph, whole and in order. */
export function createEntityListModel(world: World) {
  const papersOf = (id: string) =>
    new Set(world.facts.filter(({ entityId }) => entityId === id).map(({ paperId }) => paperId))

  function meets({ id, kind, paperCount }: Entity, condition: EntityCondition): boolean {
    switch (condition.is) {
      case 'kind':
        return condition.any.includes(kind)
      case 'name':
        return (
          condition.terms.length > 0 &&
          world.aliases.some(
            ({ entityId, surface }) =>
              entityId === id && condition.terms.every((term) => searchTerms(surface).includes(term)),
          )
        )
      case 'paperCount':
        return condition.from <= paperCount && paperCount <= condition.to
      case 'coOccurs': {
        const papers = papersOf(id)
        return condition.any.some(
          (other) =>
            other !== id && [...papersOf(other)].filter((paper) => papers.has(paper)).length >= condition.minSupport,
        )
      }
      case 'topic':
        return world.members.some(({ entityId, topicId }) => entityId === id && condition.any.includes(topicId))
    }
  }

  function passes(entity: Entity, filter: EntityFilter): boolean {
    if (filter.is === 'and') return filter.of.every((part) => passes(entity, part))
    if (filter.is === 'or') return filter.of.some((part) => passes(entity, part))
    return filter.is === 'not' ? !passes(entity, filter.of) : meets(entity, filter)
  }

  /** The entities that a filter lets through, in the order that was asked for. */
  return (filter: EntityFilter, { by, descending }: EntitySort): Entity[] =>
    world.entities
      .filter((entity) => passes(entity, filter))
      .toSorted((a, b) => {
        const byKey = by === 'name' ? compareBytes(a.slug, b.slug) : a.paperCount - b.paperCount
        return (descending ? -byKey : byKey) || compareBytes(a.id, b.id)
      })
}
