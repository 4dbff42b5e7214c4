// What every engine must answer, worked out by going through everything: no index, no paging, no query language.
import type { Entity, KindFilter, Fact, PaperEntity, RelatedEntity } from '../../src/graph/entities.ts'
import { ENTITY_ORDER, HIERARCHY_ORDER, PAPER_ENTITY_ORDER, RELATED_ORDER } from '../../src/graph/entities.ts'
import type { HierarchyEntity } from '../../src/graph/entities.ts'
import { SHARED_ORDER } from '../../src/graph/comparison.ts'
import type { SharedEntity, SharedFilter } from '../../src/graph/comparison.ts'
import { countKinds } from '../../src/graph/kinds.ts'
import { roundScore } from '../../src/graph/page.ts'
import type { Order } from '../../src/graph/page.ts'
import type { ScanRows, ScanTable } from '../../src/graph/reader.ts'
import { MAX_NAMESAKES, SEARCH_ORDER, searchTerms } from '../../src/graph/search.ts'
import type { HitKind, SearchFilter, SearchHit, SearchQuery } from '../../src/graph/search.ts'
import { ENTITY_TOPIC_ORDER, TOPIC_ENTITY_ORDER, TOPIC_ORDER, TOPIC_PART_ORDER } from '../../src/graph/topics.ts'
import { RELATED_TOPIC_ORDER } from '../../src/graph/traversals.ts'
import type { EdgeAmong, EdgeRelation, Neighbour, NodeCard, Seeds } from '../../src/graph/traversals.ts'

/** A whole graph as plain rows. */
export type World = { readonly [Table in ScanTable]: readonly ScanRows[Table][] }

type Starts = Pick<Seeds, 'papers' | 'entities'>

/** Compares texts by the bytes of their UTF-8 form. */
export function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

/** Rows in the order of a list. */
export function inOrder<Row>(order: Order<Row>, rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => {
    const [keyA, idA] = order.position(one)
    const [keyB, idB] = order.position(other)
    const byKey =
      typeof keyA === 'number' && typeof keyB === 'number' ? keyA - keyB : compareBytes(String(keyA), String(keyB))
    return (order.textKeys === 'descending' ? -byKey : byKey) || compareBytes(idA, idB)
  })
}

/** The answers of a graph, lists whole and in order. Those of lists of papers are in `paper-model.ts`. */
export function createModel(world: World) {
  const paperById = new Map(world.papers.map((paper) => [paper.id, paper]))
  const entityById = new Map(world.entities.map((entity) => [entity.id, entity]))
  const entity = (id: string) => found(entityById, id)
  const passes = ({ kinds = [] }: KindFilter, { kind }: Entity) => kinds.length === 0 || kinds.includes(kind)
  const factsOf = (paperId: string) => world.facts.filter((fact) => fact.paperId === paperId)

  const relatedOf = (id: string) =>
    world.related
      .filter(({ a, b }) => a === id || b === id)
      .map((edge) => ({ other: edge.a === id ? edge.b : edge.a, edge }))
  const similarOf = (id: string) =>
    world.similar
      .filter(({ a, b }) => a === id || b === id)
      .map((edge) => ({ other: edge.a === id ? edge.b : edge.a, edge }))

  function neighbours(id: string, perNode: number, relations?: readonly EdgeRelation[]): Neighbour[] {
    const all: Neighbour[] = [
      ...world.facts.flatMap(({ paperId, entityId, relation, salience: weight }) => [
        ...(paperId === id ? [{ id: entityId, relation, weight, outgoing: true }] : []),
        ...(entityId === id ? [{ id: paperId, relation, weight, outgoing: false }] : []),
      ]),
      ...relatedOf(id).map(({ other, edge }) => ({
        id: other,
        relation: 'RELATED_TO' as const,
        weight: edge.score,
        outgoing: edge.a === id,
      })),
      ...similarOf(id).map(({ other, edge }) => ({
        id: other,
        relation: 'SIMILAR_TO' as const,
        weight: edge.score,
        outgoing: edge.a === id,
      })),
      ...world.broader.flatMap(({ narrower, broader }) => [
        ...(narrower === id ? [{ id: broader, relation: 'BROADER' as const, weight: 0.5, outgoing: true }] : []),
        ...(broader === id ? [{ id: narrower, relation: 'BROADER' as const, weight: 0.5, outgoing: false }] : []),
      ]),
    ]
    return all
      .filter(({ relation }) => relations === undefined || relations.includes(relation))
      .toSorted(
        (one, other) =>
          other.weight - one.weight ||
          compareBytes(one.relation, other.relation) ||
          compareBytes(one.id, other.id) ||
          Number(other.outgoing) - Number(one.outgoing),
      )
      .slice(0, perNode)
  }

  function edgesAmong(ids: readonly string[]): EdgeAmong[] {
    const all: EdgeAmong[] = [
      ...world.facts.map((fact) => ({
        from: fact.paperId,
        to: fact.entityId,
        relation: fact.relation,
        weight: fact.salience,
      })),
      ...world.related.map(({ a, b, score }) => ({ from: a, to: b, relation: 'RELATED_TO' as const, weight: score })),
      ...world.similar.map(({ a, b, score }) => ({ from: a, to: b, relation: 'SIMILAR_TO' as const, weight: score })),
      ...world.broader.map((edge) => ({
        from: edge.narrower,
        to: edge.broader,
        relation: 'BROADER' as const,
        weight: 0.5,
      })),
    ]
    return all
      .filter(({ from, to }) => ids.includes(from) && ids.includes(to))
      .toSorted(
        (one, other) =>
          compareBytes(one.from, other.from) ||
          compareBytes(one.to, other.to) ||
          compareBytes(one.relation, other.relation),
      )
  }

  function nodeCard(id: string): NodeCard | null {
    const degree = world.facts.filter(({ paperId, entityId }) => paperId === id || entityId === id).length
    const paper = paperById.get(id)
    if (paper) return { id, label: paper.title, kind: 'PAPER', degree }
    const entity = entityById.get(id)
    return entity ? { id, label: entity.name, kind: entity.kind, degree } : null
  }

  function shared(group: readonly string[], filter: SharedFilter = {}): SharedEntity[] {
    const papers = [...new Set(group)]
    if (papers.length < 2) return []
    const rows = world.entities.flatMap((entity): SharedEntity[] => {
      const facts = papers.map((id) => factsOf(id).find(({ entityId }) => entityId === entity.id))
      const all = facts.filter((fact): fact is Fact => fact !== undefined)
      if (all.length === 0 || all.length < (filter.atLeast ?? papers.length) || !passes(filter, entity)) return []
      const mean = sum(all.map(({ salience }) => salience)) / papers.length
      const idf = Math.log((world.papers.length + 1) / (entity.paperCount + 0.5))
      return [{ entity, weight: roundScore(mean * idf), facts: all }]
    })
    return inOrder(SHARED_ORDER, rows)
  }

  /** How near something is to each start, by the strength that each start has for it; `undefined` where there is none. */
  function weigh(strengths: readonly (number | undefined)[]) {
    const there = strengths.filter((strength) => strength !== undefined)
    return { near: strengths.length === 0 ? 0 : roundScore(sum(there) / strengths.length), leads: there.length }
  }

  /** The score by which something is kept; `null` where it is left out. */
  function scoreOf(pull: { near: number; leads: number }, push: { near: number }) {
    if (pull.leads === 0 || (push.near > 0 && pull.near <= push.near)) return null
    return { score: roundScore(pull.near - push.near), away: push.near, support: pull.leads }
  }

  function relatedTopics({ not = { papers: [], entities: [] }, ...seeds }: Seeds, filter: KindFilter = {}) {
    const starts = [...seeds.papers, ...not.papers]
    const had = new Set([
      ...seeds.entities,
      ...not.entities,
      ...starts.flatMap((id) => factsOf(id).map(({ entityId }) => entityId)),
    ])
    const strengthsOf = (id: string, of: Starts) => {
      const edges = new Map(relatedOf(id).map(({ other, edge }) => [other, edge.score]))
      return [
        ...[...new Set(of.entities)].map((seed) => edges.get(seed)),
        ...[...new Set(of.papers)].map((seed) => {
          const ways = factsOf(seed).flatMap(({ entityId, salience }) => {
            const score = edges.get(entityId)
            return score === undefined ? [] : [salience * score]
          })
          return ways.length === 0 ? undefined : Math.max(...ways)
        }),
      ]
    }
    const rows = world.entities.flatMap((entity) => {
      if (had.has(entity.id) || !passes(filter, entity)) return []
      const figures = scoreOf(weigh(strengthsOf(entity.id, seeds)), weigh(strengthsOf(entity.id, not)))
      return figures === null ? [] : [{ entity, ...figures }]
    })
    return inOrder(RELATED_TOPIC_ORDER, rows)
  }

  function search({ units }: SearchQuery, { kinds = [] }: SearchFilter = {}): SearchHit[] {
    if (units.length === 0) return []
    const asksFor = (kind: HitKind) => kinds.length === 0 || kinds.includes(kind)
    const entities = world.entities.flatMap((entity): SearchHit[] => {
      if (!asksFor(entity.kind)) return []
      const scores = world.aliases
        .filter(({ entityId }) => entityId === entity.id)
        .map(({ surface }) => searchTerms(surface))
        .flatMap((has) => {
          const longest = units.map(({ forms }) =>
            Math.max(0, ...forms.filter((form) => placesOf(form, has) > 0).map(({ length }) => length)),
          )
          return longest.includes(0) ? [] : [0.9 * Math.min(1, sum(longest) / has.length)]
        })
      if (units.length === 1 && units[0]?.entities.includes(entity.id)) scores.push(1)
      return scores.length === 0 ? [] : [{ type: 'Entity', entity, score: roundScore(Math.max(...scores)) }]
    })
    const papers = world.papers.flatMap((paper): SearchHit[] => {
      if (!asksFor('PAPER')) return []
      const [title, abstract] = [searchTerms(paper.title), searchTerms(paper.abstract)]
      const scores = units.flatMap(({ entities, forms }) => {
        const times = (terms: readonly string[]) => sum(forms.map((form) => placesOf(form, terms)))
        const isOneTerm = forms.length === 1 && forms[0]?.length === 1
        const counted = (n: number) => (isOneTerm ? n : Math.min(1, n))
        const tf = counted(times(abstract)) + 3 * counted(times(title))
        const saliences = factsOf(paper.id)
          .filter(({ entityId }) => entities.includes(entityId))
          .map(({ salience }) => salience)
        if (tf === 0 && saliences.length === 0) return []
        return [(0.5 * tf) / (tf + 1) + 0.4 * Math.max(0, ...saliences)]
      })
      if (scores.length < units.length) return []
      return [{ type: 'Paper', paper, score: roundScore(sum(scores) / units.length) }]
    })
    return inOrder(SEARCH_ORDER, [...entities, ...papers])
  }

  function entitiesNamed(norm: string): Entity[] {
    const named = world.entities.filter(({ id }) =>
      world.aliases.some((alias) => alias.entityId === id && alias.norm === norm),
    )
    return inOrder(ENTITY_ORDER, named).slice(0, MAX_NAMESAKES)
  }

  return {
    entities: (filter: KindFilter = {}) =>
      inOrder(
        ENTITY_ORDER,
        world.entities.filter((entity) => passes(filter, entity)),
      ),
    kindVotesOf: (id: string) =>
      countKinds(world.facts.filter(({ entityId }) => entityId === id).flatMap(({ spans }) => spans)),
    aliasesOf: (id: string) =>
      world.aliases
        .filter(({ entityId }) => entityId === id)
        .toSorted((one, other) => other.count - one.count || compareBytes(one.surface, other.surface)),
    entitiesOfPaper: (id: string, filter: KindFilter = {}): PaperEntity[] =>
      inOrder(
        PAPER_ENTITY_ORDER,
        factsOf(id)
          .map((fact) => ({ fact, entity: entity(fact.entityId) }))
          .filter(({ entity }) => passes(filter, entity)),
      ),
    related: (id: string, filter: KindFilter = {}): RelatedEntity[] =>
      inOrder(
        RELATED_ORDER,
        relatedOf(id)
          .map(({ other, edge }) => ({ entity: entity(other), edge }))
          .filter(({ entity }) => passes(filter, entity)),
      ),
    hierarchy: (id: string, side: 'broader' | 'narrower'): HierarchyEntity[] =>
      inOrder(
        HIERARCHY_ORDER,
        world.broader
          .filter((edge) => edge[side === 'broader' ? 'narrower' : 'broader'] === id)
          .map((edge) => ({ entity: entity(edge[side]), rule: edge.rule })),
      ),
    topics: (of: number) =>
      inOrder(
        TOPIC_ORDER,
        world.topics.filter(({ level }) => level === of),
      ),
    partsOfTopic: (id: string) =>
      inOrder(
        TOPIC_PART_ORDER,
        world.topics.filter(({ parentId }) => parentId === id),
      ),
    topicsOf: (id: string) =>
      inOrder(
        ENTITY_TOPIC_ORDER,
        world.members
          .filter(({ entityId }) => entityId === id)
          .flatMap(({ topicId, weight }) =>
            world.topics.filter((topic) => topic.id === topicId).map((topic) => ({ topic, weight })),
          ),
      ),
    entitiesOfTopic: (id: string) =>
      inOrder(
        TOPIC_ENTITY_ORDER,
        world.members
          .filter(({ topicId }) => topicId === id)
          .map(({ entityId, weight }) => ({ entity: entity(entityId), weight })),
      ),
    shared,
    relatedTopics,
    neighbours,
    edgesAmong,
    nodeCard,
    search,
    entitiesNamed,
  }
}

function found<Row>(rows: ReadonlyMap<string, Row>, id: string): Row {
  const row = rows.get(id)
  if (row === undefined) throw new Error(`The world of this test has no "${id}".`)
  return row
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** At how many places the terms of a form stand side by side. */
function placesOf(form: readonly string[], terms: readonly string[]): number {
  return terms.filter((_, at) => form.every((term, i) => terms[at + i] === term)).length
}
