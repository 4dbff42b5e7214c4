// Comparison: what several papers share, and all they have side by side.
import { wrongArgument } from '../src/graph/errors.ts'
import { COMPARED_ORDER, DISTINGUISHING_ORDER, SHARED_ORDER } from '../src/graph/comparison.ts'
import type { PaperAmong, SharedEntity, SharedFilter } from '../src/graph/comparison.ts'
import type { Entity, EntityKind, PaperEntity } from '../src/graph/entities.ts'
import type { PaperId } from '../src/graph/ids.ts'
import type { Order, PageRequest, Slice } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { MAX_CSV_ROWS, writeComparisonCsv } from './comparison-csv.ts'
import { explainShared } from './explain-papers.ts'
import type { SharedRow } from './explain-papers.ts'
import { defineConnection } from './lib/connection.ts'
import { EVIDENCED, EVIDENCE_FIRST, EvidenceRef, OccurrenceRef, evidenceOf } from './lib/evidence.ts'
import type { StatedFact } from './lib/evidence.ts'
import { explainedBy } from './lib/explain.ts'
import { fromGlobalId } from './lib/global-id.ts'
import { notThere, readIds, readSeeds } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, addToRows, answerPage } from './lib/page.ts'
import { PaperOccurrenceRef, stateFacts } from './lib/paper-occurrence.ts'
import { EntityRef, PaperRef } from './refs.ts'

/** How many papers are compared at most. */
const MAX_PAPERS = 20

const SHARED_ROW_ORDER: Order<SharedRow> = SHARED_ORDER
const COMPARED_ROW_ORDER: Order<SharedRow> = COMPARED_ORDER

const SharedEntityConnection = defineConnection<SharedRow, Entity>({
  name: 'SharedEntity',
  of: 'entities that several papers speak of, the heaviest first',
  node: EntityRef,
  order: SHARED_ROW_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    weight: t.exposeFloat('weight', {
      description:
        'Mean salience in the papers, 0 for one that does not have it, times the rarity of the entity: what is shared by ' +
        'few weighs most.',
    }),
    explain: t.field(explainedBy(explainShared)),
    support: t.int({
      description: 'How many of the papers have it; `occurrences` says which.',
      resolve: ({ facts }) => facts.length,
    }),
    occurrences: t.field({
      type: [PaperOccurrenceRef],
      description: 'What each paper that has it says of it, in the order of the papers.',
      extensions: { size: () => MAX_PAPERS },
      resolve: ({ facts }, _args, context) => stateFacts(facts, context),
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description: 'Where the papers say so, in the order of the papers: `first` sentences of each.',
      args: { first: t.arg.int(EVIDENCE_FIRST) },
      extensions: { ...EVIDENCED, size: (args: { first?: number | null }) => MAX_PAPERS * EVIDENCED.size(args) },
      resolve: async ({ facts }, { first }, context) =>
        (await stateFacts(facts, context)).flatMap((stated) => evidenceOf(stated, first)),
    }),
  }),
})

async function loadShared(papers: readonly PaperId[], filter: SharedFilter, page: PageRequest, context: Context) {
  const { loaders, reader } = context
  const slice = await loaders.slice(
    ['papers.shared', filter, page],
    papers,
    (groups: readonly (readonly PaperId[])[]): Promise<readonly Slice<SharedEntity>[]> =>
      reader.sharedEntities(groups, filter, page),
  )
  return addToRows(slice, { group: papers })
}

const SHARED_KINDS = {
  type: [EntityKindEnum] as [typeof EntityKindEnum],
  defaultValue: ['CONCEPT' as const],
  description: 'The kinds of entity to look for: concepts, when nothing is said; with an empty list, all kinds.',
}

const ComparedEntityConnection = defineConnection<SharedRow, Entity>({
  name: 'ComparedEntity',
  of: 'entities that any of several papers speaks of: what most of them have first, then the heaviest',
  node: EntityRef,
  order: COMPARED_ROW_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    weight: t.exposeFloat('weight', { description: 'As the weight of what is shared: mean salience times rarity.' }),
    explain: t.field(explainedBy(explainShared)),
    support: t.int({ description: 'How many of the papers have it.', resolve: ({ facts }) => facts.length }),
    cells: t.field({
      type: [PaperOccurrenceRef],
      description: 'One a paper that has it, in the order of the papers. The other papers say nothing of it.',
      extensions: { size: () => MAX_PAPERS },
      resolve: ({ facts }, _args, context) => stateFacts(facts, context),
    }),
  }),
})

/** What a paper alone has, with the paper, so that evidence can be cut from it. */
type OwnEntity = PaperEntity & StatedFact
const OWN_ORDER: Order<OwnEntity> = DISTINGUISHING_ORDER

const DistinguishingEntityConnection = defineConnection<OwnEntity, Entity>({
  name: 'DistinguishingEntity',
  of: 'entities that one of several papers alone speaks of, the most salient first',
  node: EntityRef,
  order: OWN_ORDER,
  toNode: ({ entity }) => entity,
  edgeInterfaces: [OccurrenceRef],
})

/** Papers that are compared, in the order given, and the kinds of entity that count. */
interface Comparison {
  readonly papers: readonly PaperId[]
  readonly kinds: readonly EntityKind[]
}

interface Distinguished extends Comparison {
  readonly paper: Paper
}

const DistinguishedPaperRef = builder.objectRef<Distinguished>('DistinguishedPaper').implement({
  description: 'One of several papers, and what it alone speaks of.',
  fields: (t) => ({
    paper: t.field({ type: PaperRef, description: 'The paper.', resolve: ({ paper }) => paper }),
    entities: t.field({
      type: DistinguishingEntityConnection,
      description: 'What none of the other papers speaks of, the most salient first.',
      args: t.arg.connectionArgs(),
      extensions: PAGED,
      resolve: ({ paper, papers, kinds }, args, { reader, loaders }, info) =>
        answerPage(args, OWN_ORDER, info, async (page) => {
          const owner: PaperAmong = { paper: paper.id, among: papers }
          const slice = await loaders.slice(['paper.distinguishing', kinds, page], owner, (of: readonly PaperAmong[]) =>
            reader.distinguishingEntities(of, { kinds }, page),
          )
          return { ...slice, rows: slice.rows.map(({ fact, entity }) => ({ fact, entity, paper })) }
        }),
    }),
  }),
})

async function loadPapers(papers: readonly PaperId[], { loaders }: Context): Promise<Paper[]> {
  const found = await Promise.all(papers.map((id) => loaders.papers.load(id)))
  return found.flatMap((paper) => paper ?? [])
}

const ComparisonRef = builder.objectRef<Comparison>('Comparison').implement({
  description: 'Papers side by side: a table with an entity a row and a paper a column.',
  fields: (t) => ({
    papers: t.field({
      type: [PaperRef],
      description: 'The columns, in the order asked for.',
      extensions: { size: () => MAX_PAPERS },
      resolve: ({ papers }, _args, context) => loadPapers(papers, context),
    }),
    rows: t.field({
      type: ComparedEntityConnection,
      description: 'The rows: what most of the papers have first, then the heaviest.',
      args: t.arg.connectionArgs(),
      extensions: PAGED,
      resolve: ({ papers, kinds }, args, { reader, loaders }, info) =>
        answerPage(args, COMPARED_ROW_ORDER, info, async (page) => {
          const slice = await loaders.slice(
            ['papers.compared', kinds, page],
            papers,
            (groups: readonly (readonly PaperId[])[]): Promise<readonly Slice<SharedEntity>[]> =>
              reader.comparedEntities(groups, { kinds }, page),
          )
          return addToRows(slice, { group: papers })
        }),
    }),
    distinguishing: t.field({
      type: [DistinguishedPaperRef],
      description: 'What each paper alone has, in the order of the papers.',
      extensions: { size: () => MAX_PAPERS },
      resolve: async ({ papers, kinds }, _args, context) =>
        (await loadPapers(papers, context)).map((paper) => ({ paper, papers, kinds })),
    }),
    csv: t.string({
      description:
        'The table as CSV (RFC 4180) with a header: entity, kind, papers and weight, then for each paper relation, count, ' +
        'salience and a quotation. A text that a spreadsheet would take for a formula begins with an apostrophe.',
      args: {
        first: t.arg.int({ defaultValue: 200, description: `How many rows at most, 0 to ${MAX_CSV_ROWS}.` }),
      },
      extensions: { size: ({ first }: { first?: number | null }) => first ?? 200, sizeArgument: 'first' },
      resolve: async ({ papers, kinds }, { first }, context) => {
        const most = first ?? 200
        if (most < 0 || most > MAX_CSV_ROWS) {
          throw wrongArgument('first', `\`first\` must be between 0 and ${MAX_CSV_ROWS} for CSV, got ${most}.`)
        }
        const read = async (page: PageRequest) => (await context.reader.comparedEntities([papers], { kinds }, page))[0]
        return writeComparisonCsv(await loadPapers(papers, context), most, read)
      },
    }),
  }),
})

const PAPERS = `Ids of 2 to ${MAX_PAPERS} different papers; what comes by paper comes in this order.`

const COMPARED = { types: ['Paper'], min: 2, max: MAX_PAPERS } as const

builder.objectFields(PaperRef, (t) => ({
  sharedConcepts: t.field({
    type: SharedEntityConnection,
    description:
      'What it and another paper both speak of, the heaviest first. Concepts only, unless `kinds` says else.',
    args: {
      ...t.arg.connectionArgs(),
      with: t.arg.id({ required: true, description: 'The id of the other paper.' }),
      kinds: t.arg(SHARED_KINDS),
    },
    extensions: PAGED,
    resolve: async (paper, args, context, info) => {
      const other = fromGlobalId(args.with, 'with', ['Paper'])
      if ((await context.loaders.papers.load(other.id)) === null) throw notThere(other)
      return answerPage(args, SHARED_ROW_ORDER, info, (page) =>
        loadShared([paper.id, other.id], { kinds: args.kinds ?? [] }, page, context),
      )
    },
  }),
}))

builder.queryFields((t) => ({
  sharedConcepts: t.field({
    type: SharedEntityConnection,
    description:
      `What 2 to ${MAX_PAPERS} papers speak of, all of them or at least some, the heaviest first. Concepts only, unless ` +
      '`kinds` says else. NOT_FOUND when a paper is not in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      papers: t.arg.idList({ required: true, description: PAPERS }),
      atLeast: t.arg.int({
        description:
          'How many of the papers must have it: 2 to the number of papers; all of them when nothing is said.',
      }),
      kinds: t.arg(SHARED_KINDS),
    },
    extensions: PAGED,
    resolve: async (_root, args, context, info) => {
      const addresses = readIds(args.papers, 'papers', COMPARED)
      const atLeast = args.atLeast ?? addresses.length
      if (atLeast < 2 || atLeast > addresses.length) {
        const message = `\`atLeast\` must be between 2 and the number of different papers, ${addresses.length}, got ${atLeast}.`
        throw wrongArgument('atLeast', message)
      }
      const { papers } = await readSeeds(addresses, context)
      const filter = { kinds: args.kinds ?? [], atLeast }
      return answerPage(args, SHARED_ROW_ORDER, info, (page) => loadShared(papers, filter, page, context))
    },
  }),
  compare: t.field({
    type: ComparisonRef,
    description: `2 to ${MAX_PAPERS} papers side by side. NOT_FOUND when one is not in the graph.`,
    args: {
      papers: t.arg.idList({ required: true, description: PAPERS }),
      kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
    },
    resolve: async (_root, args, context) => {
      const { papers } = await readSeeds(readIds(args.papers, 'papers', COMPARED), context)
      return { papers, kinds: args.kinds ?? [] }
    },
  }),
}))
