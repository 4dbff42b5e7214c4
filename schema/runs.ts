// Runs of the ingestion, and the graph in figures.
import { RUN_ORDER } from '../src/graph/runs.ts'
import type { GraphStats, Run, RunCounters, RunStatus } from '../src/graph/runs.ts'
import type { EntityKind } from '../src/graph/entities.ts'
import { builder } from './builder.ts'
import { defineConnection } from './lib/connection.ts'
import { fromGlobalId, toGlobalId } from './lib/global-id.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers, definePaperConnection } from './lib/paper-connection.ts'
import { EdgeRelationEnum } from './lib/relations.ts'
import { RunRef } from './refs.ts'

const RunStatusEnum = builder.enumType('RunStatus', {
  description: 'How a run stands.',
  values: {
    RUNNING: { description: 'Under way; or left by a process that is gone, until the next run takes over.' },
    SUCCEEDED: { description: 'It did all it was to do.' },
    FAILED: { description: 'It broke off. What it wrote before stays, and the next run goes on from there.' },
    CANCELLED: { description: 'Somebody ended it. What it wrote before stays, and the next run goes on from there.' },
  } satisfies Record<RunStatus, object>,
})

const RunCountersRef = builder.objectRef<RunCounters>('RunCounters').implement({
  description: 'What a run counted.',
  fields: (t) => ({
    papersSeen: t.exposeInt('papersSeen', { description: 'Records the sources gave.' }),
    papersAdded: t.exposeInt('papersAdded', { description: 'Papers that were not there before.' }),
    papersChanged: t.exposeInt('papersChanged', { description: 'Papers that were there, otherwise than they came.' }),
    papersUnchanged: t.exposeInt('papersUnchanged', { description: 'Papers that were there just as they came.' }),
    papersRemoved: t.exposeInt('papersRemoved', { description: 'Papers whose source was removed.' }),
    problems: t.exposeInt('problems', { description: 'Things skipped or cleaned.' }),
  }),
})

const RunPaperConnection = definePaperConnection({ name: 'RunPaper', of: 'papers of a run' })

RunRef.implement({
  description: 'One ingestion: what was read, when, and what came of it.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId(id) }),
    seq: t.exposeInt('seq', { description: '1 for the first run, then counting up.' }),
    status: t.field({ type: RunStatusEnum, description: 'How it stands.', resolve: ({ status }) => status }),
    sources: t.exposeStringList('sources', { description: 'Names of the sources.' }),
    sha256: t.exposeString('sha256', { description: "Digest of the sources' bytes." }),
    extractor: t.exposeString('extractor', { description: 'Name and version of the extractor.' }),
    startedAt: t.exposeString('startedAt', { description: 'ISO 8601, UTC.' }),
    finishedAt: t.exposeString('finishedAt', { nullable: true, description: 'ISO 8601, UTC; null while running.' }),
    key: t.exposeString('key', { nullable: true, description: 'What its caller calls it; null where nobody said.' }),
    counters: t.field({
      type: RunCountersRef,
      description: 'What it counted; zeros until it has ended.',
      resolve: ({ counters }) => counters,
    }),
    papers: t.field({
      type: RunPaperConnection,
      description: 'The papers that it wrote and that no later run changed, by title when nothing else is said.',
      args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
      extensions: PAGED,
      resolve: ({ id }, args, context, info) => answerPapers({ of: 'run', id }, args, context, info),
    }),
  }),
})

const RunConnection = defineConnection<Run, Run>({
  name: 'Run',
  of: 'runs, the newest first',
  node: RunRef,
  order: RUN_ORDER,
  toNode: (run) => run,
})

const RelationCountRef = builder.objectRef<GraphStats['edgesByRelation'][number]>('RelationCount').implement({
  description: 'How many edges of one relation there are.',
  fields: (t) => ({
    relation: t.field({ type: EdgeRelationEnum, description: 'Which edges.', resolve: ({ relation }) => relation }),
    count: t.exposeInt('count', { description: 'How many there are.' }),
  }),
})

const GraphStatsRef = builder.objectRef<GraphStats>('GraphStats').implement({
  description: 'The graph in figures.',
  fields: (t) => {
    const countOf = (kind: EntityKind) =>
      t.int({
        description: `Entities of the kind ${kind}.`,
        resolve: ({ entitiesByKind }) => entitiesByKind.find((entry) => entry.kind === kind)?.count ?? 0,
      })
    return {
      papers: t.exposeInt('papers', { description: 'All papers.' }),
      entities: t.exposeInt('entities', { description: 'Entities of all kinds.' }),
      concepts: countOf('CONCEPT'),
      methods: countOf('METHOD'),
      tasks: countOf('TASK'),
      datasets: countOf('DATASET'),
      metrics: countOf('METRIC'),
      topics: t.exposeInt('topics', { description: 'Of both levels.' }),
      edges: t.exposeInt('edges', { description: 'All edges among papers and entities.' }),
      edgesByRelation: t.field({
        type: [RelationCountRef],
        description: 'The same by relation, by name, zeros included.',
        resolve: ({ edgesByRelation }) => edgesByRelation,
      }),
      lastRun: t.field({
        type: RunRef,
        nullable: true,
        description: 'The newest run; null in a graph without runs.',
        resolve: ({ lastRun }) => lastRun,
      }),
    }
  },
})

builder.queryFields((t) => ({
  stats: t.field({
    type: GraphStatsRef,
    description: 'The graph in figures, counted now.',
    resolve: (_root, _args, { reader }) => reader.stats(),
  }),
  runs: t.field({
    type: RunConnection,
    description: 'All runs, the newest first.',
    args: t.arg.connectionArgs(),
    extensions: PAGED,
    resolve: (_root, args, { reader }, info) => answerPage(args, RUN_ORDER, info, (page) => reader.listRuns(page)),
  }),
  run: t.field({
    type: RunRef,
    nullable: true,
    description: 'One run by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'The id of a run.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.runs.load(fromGlobalId(id, 'id', ['Run']).id),
  }),
}))
