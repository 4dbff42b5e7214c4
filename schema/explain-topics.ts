// Why entities are typical of topics, and papers about them.
import { strongestTerms, termsOfShares } from '../src/graph/explain.ts'
import type { EntityId } from '../src/graph/ids.ts'
import { firstPage } from '../src/graph/page.ts'
import type { Topic } from '../src/graph/topics.ts'
import type { Context } from './builder.ts'
import { loadEntities, loadTieFacts, loadTies, loadWeights } from './lib/explain-facts.ts'
import { counted, figure } from './lib/explain.ts'
import type { Explanation } from './lib/explain.ts'
import type { PaperRow } from './lib/paper-connection.ts'
import { stateFacts } from './lib/paper-occurrence.ts'

/** Ties and facts that are quoted. */
const QUOTED = 3

/** An entity's place in a topic. */
export interface Place {
  readonly topic: Topic
  readonly entity: { readonly id: EntityId; readonly name: string }
  readonly weight: number
}

/** Why an entity is as typical of a topic as it is: its ties within the topic, as shares of the highest sum of such ties. */
export async function explainPlace({ topic, entity, weight }: Place, context: Context): Promise<Explanation> {
  const { reader, loaders } = context
  const page = firstPage(1)
  const { rows } = await loaders.slice(['topic.entities', [], page], topic.id, (ids: readonly string[]) =>
    reader.entitiesOfTopics(ids, {}, page),
  )
  const first = rows[0]?.entity ?? entity
  const [own, highest] = await Promise.all([entity.id, first.id].map((id) => loadTiesWithin(topic, id, context)))
  const ties = own ?? []
  const most = (highest ?? []).reduce((sum, { strength }) => sum + strength, 0)
  const standing =
    first.id === entity.id
      ? 'no sum of ties is higher'
      : `these ties sum up to ${figure(weight)} of those of ${first.name}, the most typical`
  return {
    value: weight,
    summary:
      `${entity.name} is tied to ${ties.length} of the ${counted(topic.size, 'entity', 'entities')} of “${topic.label}”; ` +
      `${standing}.`,
    terms: strongestTerms(termsOfShares(most, ties)),
    query: { name: 'typicality', parameters: { topic: topic.id, entity: entity.id } },
    loadFacts: async () =>
      (await Promise.all(ties.slice(0, QUOTED).map(({ id }) => loadTieFacts(entity.id, id, context)))).flat(),
  }
}

/** The ties of an entity to others of a topic, the strongest first. */
async function loadTiesWithin(topic: Topic, id: EntityId, context: Context) {
  const ties = await loadTies(id, context)
  const weights = await loadWeights(
    topic.id,
    ties.map(({ entity }) => entity.id),
    context,
  )
  return ties
    .map(({ entity, edge }, i) => ({ id: entity.id, name: entity.name, strength: edge.score, weight: weights[i] }))
    .filter(({ weight }) => weight !== null)
}

/** Why a paper is as much about a topic as it is: what it says of the entities of the topic. */
export async function explainTopicPaper({ paper, relevance, list }: PaperRow, context: Context): Promise<Explanation> {
  if (list.of !== 'topic') throw new Error(`A list of ${list.of} is about no topic.`)
  const [topic, own] = await Promise.all([context.loaders.topics.load(list.id), loadEntities(paper.id, context)])
  const weights = await loadWeights(
    list.id,
    own.map(({ entity }) => entity.id),
    context,
  )
  const within = own.flatMap(({ entity, fact }, i) => {
    const weight = weights[i] ?? null
    return weight === null ? [] : [{ name: entity.name, strength: fact.salience * weight, fact }]
  })
  return {
    value: relevance,
    summary:
      `“${paper.title}” speaks of ${within.length} of the ${counted(topic?.size ?? 0, 'entity', 'entities')} of ` +
      `“${topic?.label ?? list.id}”: the sum of salience times weight is ${figure(relevance)}.`,
    terms: strongestTerms(termsOfShares(1, within)),
    query: { name: 'topicPaper', parameters: { topic: list.id, paper: paper.id } },
    loadFacts: () =>
      stateFacts(
        within
          .toSorted((x, y) => y.strength - x.strength)
          .slice(0, QUOTED)
          .map(({ fact }) => fact),
        context,
      ),
  }
}
