// Traversals that answer lists: what lies near papers and entities.
import { wrongArgument } from '../src/graph/errors.ts'
import type { Entity } from '../src/graph/entities.ts'
import type { Order } from '../src/graph/page.ts'
import { RELATED_TOPIC_ORDER } from '../src/graph/traversals.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { explainNearEntity } from './explain-entities.ts'
import type { NearEntity } from './explain-entities.ts'
import { explainNearPaper } from './explain-papers.ts'
import { defineConnection } from './lib/connection.ts'
import { explainedBy } from './lib/explain.ts'
import { toGlobalId } from './lib/global-id.ts'
import { readIds, readSeeds } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, addToRows, answerPage } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers, definePaperConnection } from './lib/paper-connection.ts'
import { EntityRef, PaperRef } from './refs.ts'

/** How many papers and entities a traversal starts from at most. */
const MAX_SEEDS = 20
const OF = `Ids of 1 to ${MAX_SEEDS} papers and entities.`

const AWAY = 'What nearness to the things in `not` took off: the mean strength of the ties to those. 0 without any.'
const NOT =
  `Up to ${MAX_SEEDS} papers and entities to keep away from. Ties to them take off what ties to \`of\` add; what is then not ` +
  'nearer to `of` than to them is left out, and so are they.'

const RelatedPaperConnection = definePaperConnection({
  name: 'RelatedPaper',
  of: 'papers near others',
  edgeFields: (t) => ({
    score: t.exposeFloat('relevance', {
      description: 'Mean strength of the ties to what was asked about, less `away`; at most 1.',
    }),
    away: t.exposeFloat('away', { description: AWAY }),
    support: t.exposeInt('support', {
      description: 'How many of the things asked about lead to it; for one paper, how many entities the two share.',
    }),
    explain: t.field(explainedBy(explainNearPaper)),
  }),
})

const NEAR_ENTITY_ORDER: Order<NearEntity> = RELATED_TOPIC_ORDER

const RelatedTopicConnection = defineConnection<NearEntity, Entity>({
  name: 'RelatedTopic',
  of: 'entities near others, the nearest first',
  node: EntityRef,
  order: NEAR_ENTITY_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    score: t.exposeFloat('score', {
      description: 'Mean strength of the ties to what was asked about, less `away`; at most 1.',
    }),
    away: t.exposeFloat('away', { description: AWAY }),
    support: t.exposeInt('support', { description: 'How many of the things asked about lead to it.' }),
    explain: t.field(explainedBy(explainNearEntity)),
  }),
})

/** What a list of near things is to start from and to keep away from. */
async function readStarts(
  args: { of: readonly string[]; not?: readonly string[] | null | undefined },
  context: Context,
) {
  const types = ['Paper', 'Entity'] as const
  const of = readIds(args.of, 'of', { types, min: 1, max: MAX_SEEDS })
  const not = readIds(args.not ?? [], 'not', { types, min: 0, max: MAX_SEEDS })
  const [seeds, exclusions] = await Promise.all([readSeeds(of, context), readSeeds(not, context)])
  const starts = new Set([...seeds.papers, ...seeds.entities])
  // The ids may be different ones: those of merged entities lead to one.
  const both = [...exclusions.papers, ...exclusions.entities].find((id) => starts.has(id))
  if (both !== undefined) {
    throw wrongArgument('not', `\`of\` and \`not\` both lead to "${toGlobalId(both)}". Leave it out of one of them.`)
  }
  return { ...seeds, not: exclusions }
}

builder.objectFields(PaperRef, (t) => ({
  relatedPapers: t.field({
    type: RelatedPaperConnection,
    description: 'The papers most similar to it by what they speak of; the nearest first when nothing else is said.',
    args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
    extensions: PAGED,
    resolve: ({ id }, args, context, info) =>
      answerPapers({ of: 'near', seeds: { papers: [id], entities: [] } }, args, context, info),
  }),
}))

builder.queryFields((t) => ({
  relatedPapers: t.field({
    type: RelatedPaperConnection,
    description:
      `The papers nearest to 1 to ${MAX_SEEDS} papers and entities, away from those in \`not\`. NOT_FOUND when one is not ` +
      'in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      ...PAPER_LIST_ARGS,
      of: t.arg.idList({ required: true, description: OF }),
      not: t.arg.idList({ description: NOT }),
    },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const seeds = await readStarts(args, context)
      return answerPapers({ of: 'near', seeds }, args, context, info)
    },
  }),
  relatedTopics: t.field({
    type: RelatedTopicConnection,
    description:
      `The entities nearest to 1 to ${MAX_SEEDS} papers and entities, without those and without what the papers ` +
      'speak of already, away from those in `not`. NOT_FOUND when one is not in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      of: t.arg.idList({ required: true, description: OF }),
      not: t.arg.idList({ description: NOT }),
      kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
    },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const seeds = await readStarts(args, context)
      const filter = { kinds: args.kinds ?? [] }
      return answerPage(args, NEAR_ENTITY_ORDER, info, async (page) =>
        addToRows(await context.reader.relatedTopics(seeds, filter, page), { seeds }),
      )
    },
  }),
}))
