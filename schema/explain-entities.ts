// Why entities are tied, and near others.
import type { Entity, RelatedEntity } from '../src/graph/entities.ts'
import { strongestTerms, termsOfMean, termsOfShares, termsOfTie } from '../src/graph/explain.ts'
import { GAP_REACH } from '../src/graph/gaps.ts'
import type { Gap } from '../src/graph/gaps.ts'
import type { EntityId, NodeId } from '../src/graph/ids.ts'
import { firstPage } from '../src/graph/page.ts'
import type { RelatedTopic, Seeds } from '../src/graph/traversals.ts'
import type { Context } from './builder.ts'
import { NO_SEEDS, loadEntities, loadTieFacts, namePulls } from './lib/explain-facts.ts'
import type { Side } from './lib/explain-facts.ts'
import { counted, figure } from './lib/explain.ts'
import type { Explanation } from './lib/explain.ts'

/** Why two entities are tied as strongly as they are. */
export async function explainTie({ edge }: RelatedEntity, context: Context): Promise<Explanation> {
  const { a, b, support, npmi, score } = edge
  const [one, other] = await Promise.all([context.loaders.entities.load(a), context.loaders.entities.load(b)])
  // What is gone meanwhile has no papers any more.
  const counts = { one: one?.paperCount ?? 0, other: other?.paperCount ?? 0, together: support }
  const named = (entity: Entity | null, id: string) =>
    `${entity?.name ?? id} (${counted(entity?.paperCount ?? 0, 'paper')})`
  return {
    value: score,
    summary:
      `${named(one, a)} and ${named(other, b)} occur together in ${counted(support, 'paper')}: normalised mutual ` +
      `information ${figure(npmi)}, less what thin evidence takes off, is ${figure(score)}.`,
    terms: termsOfTie(npmi, counts),
    query: { name: 'tie', parameters: { a, b } },
    loadFacts: () => loadTieFacts(a, b, context),
  }
}

/** An entity near seeds, and these. */
export interface NearEntity extends RelatedTopic {
  readonly seeds: Seeds
}

/** How strongly a start leads to an entity, and, for a paper, by which of its own entities. */
interface Lead {
  readonly strength: number
  readonly by: EntityId
}

/** Ties that are quoted for an entity near seeds. */
const QUOTED = 3

/** Why an entity is as near to seeds as it is: its ties to each. */
export async function explainNearEntity(row: NearEntity, context: Context): Promise<Explanation> {
  const { entity, score, away, support, seeds } = row
  const not = seeds.not ?? NO_SEEDS
  const leads = await loadLeads(seeds, not, entity.id, context)
  const strengths = new Map([...leads].map(([id, { strength }]) => [id, strength]))
  const [near, far] = await Promise.all([namePulls(seeds, strengths, context), namePulls(not, strengths, context)])
  const less = away === 0 ? '' : `, less ${figure(away)} for what it is to be away from`
  return {
    value: score,
    summary:
      `${support} of the ${counted(near.length, 'thing')} asked about ${support === 1 ? 'leads' : 'lead'} to ${entity.name}; ` +
      `the mean strength over all of them${less} is ${figure(score)}.`,
    terms: strongestTerms(termsOfMean(near, far)),
    query: {
      name: 'nearEntity',
      parameters: {
        entity: entity.id,
        papers: seeds.papers,
        entities: seeds.entities,
        notPapers: not.papers,
        notEntities: not.entities,
      },
    },
    loadFacts: async () => {
      const starts = [...seeds.papers, ...seeds.entities].flatMap((id) => leads.get(id) ?? [])
      const best = starts.toSorted((x, y) => y.strength - x.strength).slice(0, QUOTED)
      return (await Promise.all(best.map(({ by }) => loadTieFacts(by, entity.id, context)))).flat()
    },
  }
}

/**
 * How strongly each start leads to an entity: an entity by its tie, a paper by the best of its entities, each tie times the
 * salience. Read together for all entities of a page.
 */
async function loadLeads(
  seeds: Side,
  not: Side,
  entity: EntityId,
  context: Context,
): Promise<ReadonlyMap<NodeId, Lead>> {
  const papers = [...seeds.papers, ...not.papers]
  const starts = [...seeds.entities, ...not.entities]
  const { reader, loaders } = context
  const own = await Promise.all(papers.map((id) => loadEntities(id, context)))
  const among = [...new Set([...starts, ...own.flat().map((row) => row.entity.id)])]
  const ties = await loaders.batch(['near.ties', among], entity, async (targets: readonly EntityId[]) => {
    const found = new Map(targets.map((id) => [id, new Map<EntityId, number>()]))
    for (const { from, to, relation, weight } of await reader.edgesAmong([...among, ...targets])) {
      if (relation !== 'RELATED_TO') continue
      found.get(from)?.set(to, weight)
      found.get(to)?.set(from, weight)
    }
    return targets.map((id) => found.get(id) ?? new Map<EntityId, number>())
  })
  const leads = new Map<NodeId, Lead>()
  for (const id of starts) leads.set(id, { strength: ties.get(id) ?? 0, by: id })
  for (const [i, id] of papers.entries()) {
    for (const { entity: by, fact } of own[i] ?? []) {
      const strength = fact.salience * (ties.get(by.id) ?? 0)
      if (strength > (leads.get(id)?.strength ?? 0)) leads.set(id, { strength, by: by.id })
    }
  }
  return leads
}

/** A gap, and what it is a gap of. */
export interface GapOf extends Gap {
  readonly of: Entity
}

/** Why an entity is as strong a gap of another as it is: what links the two. */
export async function explainGap({ entity, score, links, of }: GapOf, context: Context): Promise<Explanation> {
  const { reader, loaders } = context
  const page = firstPage(GAP_REACH)
  const [followed, ...linking] = await Promise.all([
    loaders.slice(['entity.related', [], page], of.id, (ids: readonly EntityId[]) =>
      reader.relatedEntities(ids, {}, page),
    ),
    ...links.map(({ entityId }) => loaders.entities.load(entityId)),
  ])
  const whole = followed.rows.reduce((sum, { edge }) => sum + edge.score, 0)
  const parts = links.map(({ entityId, near, far }, i) => ({
    name: linking[i]?.name ?? entityId,
    strength: near * far,
  }))
  return {
    value: score,
    summary:
      `No paper speaks of ${of.name} and ${entity.name} together, but ${counted(links.length, 'entity is', 'entities are')} ` +
      `tied to both, above all ${parts[0]?.name ?? 'none'}: the gap scores ${figure(score)}.`,
    terms: strongestTerms(termsOfShares(whole, parts)),
    query: { name: 'gap', parameters: { of: of.id, entity: entity.id } },
    loadFacts: async () => {
      const ends = links
        .slice(0, QUOTED)
        .flatMap(({ entityId }) => [of.id, entity.id].map((end) => [end, entityId] as const))
      return (await Promise.all(ends.map(([end, link]) => loadTieFacts(end, link, context)))).flat()
    },
  }
}
