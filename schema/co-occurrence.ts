// Co-occurrence: a matrix of how often entities occur together.
import { wrongArgument } from '../src/graph/errors.ts'
import { jaccardOf, npmiOf } from '../src/graph/association.ts'
import type { Counts } from '../src/graph/association.ts'
import { termsOfNpmi } from '../src/graph/explain.ts'
import type { CoOccurrence, CountedEntity } from '../src/graph/co-occurrence.ts'
import type { Entity } from '../src/graph/entities.ts'
import { firstPage, roundScore } from '../src/graph/page.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { loadFactsOfBoth } from './lib/explain-facts.ts'
import { counted, explainedBy, figure } from './lib/explain.ts'
import type { Explanation } from './lib/explain.ts'
import { fromGlobalId } from './lib/global-id.ts'
import { notThere, readIds, readSeeds } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import type { EntityKind } from '../src/graph/entities.ts'
import { EntityRef } from './refs.ts'

/** How many entities a matrix has at most. */
const MAX_ENTITIES = 50
const DEFAULT_ENTITIES = 20

interface Counted extends CountedEntity {
  readonly entity: Entity
}

interface Cell {
  readonly a: Entity
  readonly b: Entity
  readonly counts: Counts
  readonly support: number
  readonly npmi: number
  readonly jaccard: number
}

interface Matrix {
  readonly papers: number
  readonly entities: readonly Counted[]
  readonly cells: readonly Cell[]
}

const CountedRef = builder.objectRef<Counted>('CoOccurrenceEntity').implement({
  description: 'A row and column of a matrix.',
  fields: (t) => ({
    entity: t.field({ type: EntityRef, description: 'The entity.', resolve: ({ entity }) => entity }),
    papers: t.exposeInt('papers', { description: 'How many papers have it.' }),
    together: t.exposeInt('together', { description: 'How many papers have it and another entity of the matrix.' }),
  }),
})

async function explainCell({ a, b, counts, npmi }: Cell, context: Context): Promise<Explanation> {
  const { papers, one, other, together } = counts
  return {
    value: npmi,
    summary:
      `${a.name} is in ${one} of ${counted(papers, 'paper')}, ${b.name} in ${other}, both in ${together}: by chance it would ` +
      `be ${figure((one * other) / papers)}, so the normalised mutual information is ${figure(npmi)}.`,
    terms: termsOfNpmi(a.name, b.name, counts),
    query: { name: 'npmi', parameters: { a: a.id, b: b.id } },
    loadFacts: () => loadFactsOfBoth(a.id, b.id, context),
  }
}

const CellRef = builder.objectRef<Cell>('CoOccurrenceCell').implement({
  description: 'Two entities that occur in the same papers.',
  fields: (t) => ({
    a: t.field({ type: EntityRef, description: 'The earlier one in `entities`.', resolve: ({ a }) => a }),
    b: t.field({ type: EntityRef, description: 'The later one in `entities`.', resolve: ({ b }) => b }),
    support: t.exposeInt('support', { description: 'How many papers have both; at least 1.' }),
    npmi: t.exposeFloat('npmi', {
      description: 'Normalised pointwise mutual information over papers, -1 to 1 (Bouma 2009).',
    }),
    jaccard: t.exposeFloat('jaccard', { description: 'Papers that have both, of those that have either.' }),
    explain: t.field(explainedBy(explainCell)),
  }),
})

const MatrixRef = builder.objectRef<Matrix>('CoOccurrenceMatrix').implement({
  description:
    'How often entities occur in the same papers, each with each. It is symmetrical: the cell of b and a is that of a and b.',
  fields: (t) => ({
    papers: t.exposeInt('papers', { description: 'Papers of the graph, which `npmi` compares with.' }),
    entities: t.field({
      type: [CountedRef],
      description: 'The rows, which are the columns: in the order asked for, or the most typical of the topic first.',
      resolve: ({ entities }) => entities,
    }),
    cells: t.field({
      type: [CellRef],
      description:
        'Each pair that occurs together, once, in the order of `entities`. A pair that is not here never does.',
      resolve: ({ cells }) => cells,
    }),
  }),
})

function toMatrix({ papers, entities, pairs }: CoOccurrence, known: readonly Entity[]): Matrix {
  const byId = new Map(known.map((entity) => [entity.id, entity]))
  const counted = new Map(
    entities.flatMap((count) => {
      const entity = byId.get(count.id)
      return entity === undefined ? [] : [[count.id, { ...count, entity }] as const]
    }),
  )
  const cells = pairs.flatMap(({ a, b, support }): Cell[] => {
    const [one, other] = [counted.get(a), counted.get(b)]
    if (one === undefined || other === undefined) return []
    const counts = { papers, one: one.papers, other: other.papers, together: support }
    return [
      { a: one.entity, b: other.entity, counts, support, npmi: roundScore(npmiOf(counts)), jaccard: jaccardOf(counts) },
    ]
  })
  return { papers, entities: [...counted.values()], cells }
}

interface MatrixArgs {
  readonly entities?: readonly string[] | null | undefined
  readonly topic?: string | null | undefined
  readonly kinds?: readonly EntityKind[] | null | undefined
  readonly first?: number | null | undefined
}

async function readEntities(args: MatrixArgs, context: Context): Promise<readonly Entity[]> {
  const { loaders, reader } = context
  if ((args.entities == null) === (args.topic == null)) {
    throw wrongArgument('entities', 'Give exactly one of `entities` and `topic`.')
  }
  if (args.entities != null) {
    if (args.kinds != null) throw wrongArgument('kinds', '`kinds` goes with `topic`, not with `entities`.')
    const addresses = readIds(args.entities, 'entities', { types: ['Entity'], min: 2, max: MAX_ENTITIES })
    const { entities } = await readSeeds(addresses, context)
    return (await Promise.all(entities.map((id) => loaders.entities.load(id)))).flatMap((entity) => entity ?? [])
  }
  const topic = fromGlobalId(args.topic ?? '', 'topic', ['Topic'])
  const first = args.first ?? DEFAULT_ENTITIES
  if (first < 2 || first > MAX_ENTITIES) {
    throw wrongArgument('first', `\`first\` must be between 2 and ${MAX_ENTITIES}, got ${first}.`)
  }
  if ((await loaders.topics.load(topic.id)) === null) throw notThere(topic)
  const [slice] = await reader.entitiesOfTopics([topic.id], { kinds: args.kinds ?? [] }, firstPage(first))
  return (slice?.rows ?? []).map(({ entity }) => entity)
}

/** Rows and cells together: what a matrix of so many entities holds at most. */
function sizeOf({ entities, first }: MatrixArgs): number {
  const rows = entities?.length ?? first ?? DEFAULT_ENTITIES
  return (rows * (rows + 1)) / 2
}

builder.queryFields((t) => ({
  coOccurrence: t.field({
    type: MatrixRef,
    description:
      `How often 2 to ${MAX_ENTITIES} entities occur in the same papers, each with each: those given, or the most typical of ` +
      'a topic. NOT_FOUND when one is not in the graph.',
    args: {
      entities: t.arg.idList({ description: 'The entities. Give exactly one of `entities` and `topic`.' }),
      topic: t.arg.id({ description: 'The topic whose most typical entities are taken.' }),
      kinds: t.arg({
        type: [EntityKindEnum],
        description: 'Goes with `topic`: only these kinds; all when nothing is said.',
      }),
      first: t.arg.int({
        defaultValue: DEFAULT_ENTITIES,
        description: `Goes with \`topic\`: how many entities, 2 to ${MAX_ENTITIES}.`,
      }),
    },
    extensions: { size: sizeOf, sizeArgument: 'first' },
    resolve: async (_root, args, context) => {
      const entities = await readEntities(args, context)
      return toMatrix(await context.reader.coOccurrenceOf(entities.map(({ id }) => id)), entities)
    },
  }),
}))
