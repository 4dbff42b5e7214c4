// Traversals that answer lists: what papers share, and what lies near papers and entities.
import type { Entity } from '../src/graph/entities.ts'
import { NotFoundError } from '../src/graph/errors.ts'
import type { PaperId } from '../src/graph/ids.ts'
import type { PageRequest } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import { RELATED_PAPER_ORDER, RELATED_TOPIC_ORDER, SHARED_ORDER } from '../src/graph/traversals.ts'
import type { RelatedPaper, RelatedTopic, SharedEntity, SharedFilter } from '../src/graph/traversals.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { defineConnection } from './lib/connection.ts'
import { EVIDENCED, EVIDENCE_FIRST, EvidenceRef, OccurrenceRef, evidenceOf } from './lib/evidence.ts'
import type { StatedFact } from './lib/evidence.ts'
import { fromGlobalId } from './lib/global-id.ts'
import { readIds, readSeeds, wrongArgument } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { EntityRef, PaperRef } from './refs.ts'

/** How many papers and entities a traversal starts from at most. */
const MAX_SEEDS = 20

const PaperOccurrenceRef = builder.objectRef<StatedFact>('PaperOccurrence').implement({
  description: 'What one of several papers says of an entity they share.',
  interfaces: [OccurrenceRef],
  fields: (t) => ({ paper: t.field({ type: PaperRef, resolve: ({ paper }) => paper }) }),
})

async function stateFacts({ facts }: SharedEntity, { loaders }: Context): Promise<StatedFact[]> {
  const papers = await Promise.all(facts.map(({ paperId }) => loaders.papers.load(paperId)))
  return facts.flatMap((fact, i) => {
    const paper = papers[i]
    return paper == null ? [] : [{ fact, paper }]
  })
}

const SharedEntityConnection = defineConnection<SharedEntity, Entity>({
  name: 'SharedEntity',
  of: 'entities that several papers speak of, the heaviest first',
  node: EntityRef,
  order: SHARED_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    weight: t.exposeFloat('weight', {
      description:
        'Mean salience in the papers, 0 for one that does not have it, times the rarity of the entity: what is shared by ' +
        'few weighs most.',
    }),
    support: t.int({
      description: 'How many of the papers have it; `occurrences` says which.',
      resolve: ({ facts }) => facts.length,
    }),
    occurrences: t.field({
      type: [PaperOccurrenceRef],
      description: 'What each paper that has it says of it, in the order of the papers.',
      extensions: { size: () => MAX_SEEDS },
      resolve: (shared, _args, context) => stateFacts(shared, context),
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description: 'Where the papers say so, in the order of the papers: `first` sentences of each.',
      args: { first: t.arg.int(EVIDENCE_FIRST) },
      extensions: { ...EVIDENCED, size: (args: { first?: number | null }) => MAX_SEEDS * EVIDENCED.size(args) },
      resolve: async (shared, { first }, context) =>
        (await stateFacts(shared, context)).flatMap((stated) => evidenceOf(stated, first)),
    }),
  }),
})

const AWAY = 'What nearness to the things in `not` took off: the mean strength of the ties to those. 0 without any.'
const NOT =
  `Up to ${MAX_SEEDS} papers and entities to keep away from. Ties to them take off what ties to \`of\` add; what is then not ` +
  'nearer to `of` than to them is left out, and so are they.'

const RelatedPaperConnection = defineConnection<RelatedPaper, Paper>({
  name: 'RelatedPaper',
  of: 'papers near others, the nearest first',
  node: PaperRef,
  order: RELATED_PAPER_ORDER,
  toNode: ({ paper }) => paper,
  edgeFields: (t) => ({
    score: t.exposeFloat('score', {
      description: 'Mean strength of the ties to what was asked about, less `away`; at most 1.',
    }),
    away: t.exposeFloat('away', { description: AWAY }),
    support: t.exposeInt('support', {
      description: 'How many of the things asked about lead to it; for one paper, how many entities the two share.',
    }),
  }),
})

const RelatedTopicConnection = defineConnection<RelatedTopic, Entity>({
  name: 'RelatedTopic',
  of: 'entities near others, the nearest first',
  node: EntityRef,
  order: RELATED_TOPIC_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    score: t.exposeFloat('score', {
      description: 'Mean strength of the ties to what was asked about, less `away`; at most 1.',
    }),
    away: t.exposeFloat('away', { description: AWAY }),
    support: t.exposeInt('support', { description: 'How many of the things asked about lead to it.' }),
  }),
})

function loadShared(papers: readonly PaperId[], filter: SharedFilter, page: PageRequest, context: Context) {
  return context.loaders.slice(['papers.shared', filter, page], papers, (groups: readonly (readonly PaperId[])[]) =>
    context.reader.sharedEntities(groups, filter, page),
  )
}

/** What a list of near things is to start from and to keep away from. */
async function readStarts(
  args: { of: readonly string[]; not?: readonly string[] | null | undefined },
  context: Context,
) {
  const types = ['Paper', 'Entity'] as const
  const of = readIds(args.of, 'of', { types, min: 1, max: MAX_SEEDS })
  const not = readIds(args.not ?? [], 'not', { types, min: 0, max: MAX_SEEDS })
  if (not.some(({ id }) => of.some((seed) => seed.id === id))) {
    throw wrongArgument('not', '`of` and `not` must not have an id in common.')
  }
  const [seeds, exclusions] = await Promise.all([readSeeds(of, context), readSeeds(not, context)])
  return { ...seeds, not: exclusions }
}

const SHARED_KINDS = {
  type: [EntityKindEnum] as [typeof EntityKindEnum],
  defaultValue: ['CONCEPT' as const],
  description: 'The kinds of entity to look for: concepts, when nothing is said; with an empty list, all kinds.',
}

builder.objectFields(PaperRef, (t) => ({
  relatedPapers: t.field({
    type: RelatedPaperConnection,
    description: 'The papers most similar to it by what they speak of.',
    args: t.arg.connectionArgs(),
    extensions: PAGED,
    resolve: (paper, args, { reader, loaders }, info) =>
      answerPage(args, RELATED_PAPER_ORDER, info, (page) =>
        loaders.slice(['paper.similar', page], paper.id, (ids: readonly string[]) => reader.similarPapers(ids, page)),
      ),
  }),
  sharedConcepts: t.field({
    type: SharedEntityConnection,
    description:
      'What it and another paper both speak of, the heaviest first. Concepts only, unless `kinds` says else.',
    args: { ...t.arg.connectionArgs(), with: t.arg.id({ required: true }), kinds: t.arg(SHARED_KINDS) },
    extensions: PAGED,
    resolve: async (paper, args, context, info) => {
      const other = fromGlobalId(args.with, 'with', ['Paper']).id
      if ((await context.loaders.papers.load(other)) === null) throw new NotFoundError('paper', other)
      return answerPage(args, SHARED_ORDER, info, (page) =>
        loadShared([paper.id, other], { kinds: args.kinds ?? [] }, page, context),
      )
    },
  }),
}))

builder.queryFields((t) => ({
  sharedConcepts: t.field({
    type: SharedEntityConnection,
    description:
      `What 2 to ${MAX_SEEDS} papers speak of, all of them or at least some, the heaviest first. Concepts only, unless ` +
      '`kinds` says else. NOT_FOUND when a paper is not in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      papers: t.arg.idList({ required: true }),
      atLeast: t.arg.int({
        description:
          'How many of the papers must have it: 2 to the number of papers; all of them when nothing is said.',
      }),
      kinds: t.arg(SHARED_KINDS),
    },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const addresses = readIds(args.papers, 'papers', { types: ['Paper'], min: 2, max: MAX_SEEDS })
      const atLeast = args.atLeast ?? addresses.length
      if (atLeast < 2 || atLeast > addresses.length) {
        const message = `\`atLeast\` must be between 2 and the number of different papers, ${addresses.length}, got ${atLeast}.`
        throw wrongArgument('atLeast', message)
      }
      const { papers } = await readSeeds(addresses, context)
      const filter = { kinds: args.kinds ?? [], atLeast }
      return answerPage(args, SHARED_ORDER, info, (page) => loadShared(papers, filter, page, context))
    },
  }),
  relatedPapers: t.field({
    type: RelatedPaperConnection,
    description:
      `The papers nearest to 1 to ${MAX_SEEDS} papers and entities, away from those in \`not\`. NOT_FOUND when one is not ` +
      'in the graph.',
    args: { ...t.arg.connectionArgs(), of: t.arg.idList({ required: true }), not: t.arg.idList({ description: NOT }) },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const seeds = await readStarts(args, context)
      return answerPage(args, RELATED_PAPER_ORDER, info, (page) => context.reader.relatedPapers(seeds, page))
    },
  }),
  relatedTopics: t.field({
    type: RelatedTopicConnection,
    description:
      `The entities nearest to 1 to ${MAX_SEEDS} papers and entities, without those and without what the papers ` +
      'speak of already, away from those in `not`. NOT_FOUND when one is not in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      of: t.arg.idList({ required: true }),
      not: t.arg.idList({ description: NOT }),
      kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
    },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const seeds = await readStarts(args, context)
      const filter = { kinds: args.kinds ?? [] }
      return answerPage(args, RELATED_TOPIC_ORDER, info, (page) => context.reader.relatedTopics(seeds, filter, page))
    },
  }),
}))
