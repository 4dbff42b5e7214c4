// Ingestion from outside: papers in, sources out, and what there is to see meanwhile.
import { ForbiddenError, NotFoundError, SourceError, wrongArgument } from '../src/graph/errors.ts'
import { titleKey } from '../src/graph/ids.ts'
import type { GraphChange, Ingestor, RemovalPreview, RunProgress, RunStage } from '../src/graph/jobs.ts'
import { MAX_TEXT_LENGTH } from '../src/graph/papers.ts'
import type { Run } from '../src/graph/runs.ts'
import { builder } from './builder.ts'
import type { Context } from './builder.ts'
import { fromGlobalId } from './lib/global-id.ts'
import { nameMissing, notThere, readLabel, readText } from './lib/input.ts'
import { defineResult, settle } from './lib/result.ts'
import { requireScope } from './lib/scope.ts'
import { RunRef } from './refs.ts'

/** How many papers one request may hold. */
const MAX_PAPERS = 1_000
const MAX_SOURCE_LENGTH = 200
const MAX_KEY_LENGTH = 200

const TEXT_RULE = `At most ${MAX_TEXT_LENGTH} characters.`

const PaperInputRef = builder.inputType('PaperInput', {
  description: 'A paper to take in.',
  fields: (t) => ({
    title: t.string({ required: true, description: `With a letter or a digit. ${TEXT_RULE}` }),
    abstract: t.string({ required: true, description: `What is read beside the title; not blank. ${TEXT_RULE}` }),
    year: t.int({ description: 'Of publication, 1500 to 2200; another one is left out.' }),
    doi: t.string({ description: 'As such or as an address. With it, or else `arxivId`, a paper is known again.' }),
    arxivId: t.string({ description: 'Of any version, as such or as an address.' }),
    authors: t.stringList({ description: 'Names, in the order of the paper.' }),
    url: t.string({ description: 'Where it is to be read; http or https.' }),
    venue: t.string({ description: 'The journal, conference or repository.' }),
  }),
})

const IngestInputRef = builder.inputType('IngestInput', {
  description: 'Papers to take in: either `papers` or `text`.',
  fields: (t) => ({
    source: t.string({ defaultValue: 'api', description: 'What the papers’ `source` will say.' }),
    papers: t.field({ type: [PaperInputRef], description: `1 to ${MAX_PAPERS} papers.` }),
    text: t.string({ description: 'The text of a file, in any format that ingestion reads.' }),
    idempotencyKey: t.string({
      description:
        'Asking again with the same key, source and papers answers the same run, and takes nothing in twice. 1 to ' +
        `${MAX_KEY_LENGTH} characters.`,
    }),
  }),
})

const RunSuccessRef = builder.objectRef<{ readonly run: Run }>('RunSuccess').implement({
  description: 'A run that was begun, or ended, as asked.',
  fields: (t) => ({ run: t.field({ type: RunRef, description: 'The run.', resolve: ({ run }) => run }) }),
})

/** What a removal takes away, and the run that does it. */
interface SourceRemoval {
  readonly preview: RemovalPreview
  readonly run: Run | null
}

const SourceRemovalRef = builder.objectRef<SourceRemoval>('SourceRemoval').implement({
  description: 'What is removed with a source or, as a dry run, would be.',
  fields: (t) => ({
    dryRun: t.boolean({ description: 'Whether nothing is removed.', resolve: ({ run }) => run === null }),
    run: t.field({
      type: RunRef,
      nullable: true,
      description: 'The run that removes it; null for a dry run.',
      resolve: ({ run }) => run,
    }),
    source: t.string({ description: 'Its name, as asked.', resolve: ({ preview }) => preview.source }),
    papers: t.int({ description: 'Papers of the source.', resolve: ({ preview }) => preview.papers }),
    facts: t.int({ description: 'Their edges to entities.', resolve: ({ preview }) => preview.facts }),
    entities: t.int({
      description: 'Entities that no other paper speaks of.',
      resolve: ({ preview }) => preview.entities,
    }),
  }),
})

/** The ingestor, for those who may use it. */
function ingestorOf(context: Context): Ingestor {
  requireScope(context, 'write')
  if (context.ingestor === null) throw new ForbiddenError('This server only reads. Ask one that ingests.')
  return context.ingestor
}

type IngestArguments = typeof IngestInputRef.$inferInput

/** The text that a request stands for. */
function textOfInput({ papers, text }: IngestArguments): string {
  if ((papers == null) === (text == null)) {
    throw wrongArgument('input', '`input`: give either `papers` or `text`.')
  }
  if (text != null) return text
  const count = papers?.length ?? 0
  if (count < 1 || count > MAX_PAPERS)
    throw wrongArgument('input.papers', `\`input.papers\` takes 1 to ${MAX_PAPERS} papers, got ${count}.`)
  papers?.forEach(requireTexts)
  return papers?.map((paper) => JSON.stringify(paper)).join('\n') ?? ''
}

/** What a paper cannot be taken without. In a text of many it would cost that paper alone; whoever writes it here can be told. */
function requireTexts({ title, abstract }: typeof PaperInputRef.$inferInput, at: number): void {
  const named = (field: string) => `input.papers.${at}.${field}`
  if (titleKey(readText(title, named('title'), MAX_TEXT_LENGTH)) === '')
    throw wrongArgument(named('title'), `\`${named('title')}\` must have a letter or a digit.`)
  if (readText(abstract, named('abstract'), MAX_TEXT_LENGTH).trim() === '')
    throw wrongArgument(named('abstract'), `\`${named('abstract')}\` must not be blank.`)
}

builder.mutationFields((t) => ({
  ingest: t.field({
    type: defineResult('IngestResult', RunSuccessRef, 'The run has begun, or why not.'),
    description:
      'Takes papers in. Answers at once; `ingestProgress` and `run` tell how it goes. One run at a time. Papers that are there ' +
      'already are brought up to date.',
    args: {
      input: t.arg({ type: IngestInputRef, required: true, description: 'The papers, and what they are called.' }),
    },
    resolve: (_root, { input }, context) => {
      const ingestor = ingestorOf(context)
      return settle(async () => {
        const source = readLabel(input.source ?? 'api', 'input.source', MAX_SOURCE_LENGTH)
        const key =
          input.idempotencyKey == null ? null : readLabel(input.idempotencyKey, 'input.idempotencyKey', MAX_KEY_LENGTH)
        try {
          return { run: await ingestor.start({ source, text: textOfInput(input), key }) }
        } catch (error) {
          if (!(error instanceof SourceError)) throw error
          throw wrongArgument('input.text', `\`input.text\`: ${error.reason}`)
        }
      })
    },
  }),
  cancelRun: t.field({
    type: defineResult('CancelRunResult', RunSuccessRef, 'The run has ended, or why it goes on.'),
    description: 'Ends a run of this server. What it has read stays; the next run goes on where it ended.',
    args: { run: t.arg.id({ required: true, description: 'The id of a run.' }) },
    resolve: (_root, args, context) => {
      const ingestor = ingestorOf(context)
      return settle(async () => {
        const run = fromGlobalId(args.run, 'run', ['Run'])
        return { run: await nameMissing([run], () => ingestor.cancel(run.id)) }
      })
    },
  }),
  removeSource: t.field({
    type: defineResult('RemoveSourceResult', SourceRemovalRef, 'What is removed, or why nothing is.'),
    description:
      'Removes all papers of a source, and the entities that only they speak of. Answers at once; `ingestProgress` tells how it goes.',
    args: {
      source: t.arg.string({ required: true, description: 'What the papers’ `source` says.' }),
      dryRun: t.arg.boolean({ defaultValue: false, description: 'Only say what would be removed; write nothing.' }),
    },
    resolve: (_root, args, context) => {
      const ingestor = ingestorOf(context)
      return settle(async () => {
        const source = readText(args.source, 'source', MAX_SOURCE_LENGTH)
        const preview = await ingestor.previewRemoval(source)
        if (preview.papers === 0) throw new NotFoundError('source', source, ['source'])
        return { preview, run: args.dryRun === true ? null : await ingestor.remove(source) }
      })
    },
  }),
}))

const RunStageEnum = builder.enumType('RunStage', {
  description: 'What a run is doing, in this order.',
  values: {
    REMOVE: { value: 'remove', description: 'Papers of a source are removed.' },
    READ: { value: 'read', description: 'Papers are read and stored, and what they speak of is found.' },
    RESOLVE: { value: 'resolve', description: 'Names over all papers are joined to entities.' },
    WRITE: { value: 'write', description: 'What changed in the graph is written.' },
    DERIVE: {
      value: 'derive',
      description: 'Related entities, similar papers, hierarchy and topics are computed anew.',
    },
  } satisfies Record<Uppercase<RunStage>, { readonly value: RunStage; readonly description: string }>,
})

const RunProgressRef = builder.objectRef<RunProgress>('RunProgress').implement({
  description: 'How far a run is.',
  fields: (t) => ({
    run: t.field({ type: RunRef, description: 'The run as it stands.', resolve: ({ run }) => run }),
    stage: t.field({
      type: RunStageEnum,
      nullable: true,
      description: 'Null before it begins, after it has ended, and where another process runs it.',
      resolve: ({ stage }) => stage,
    }),
    done: t.exposeInt('done', { description: 'Of this stage: bytes for READ, papers for the others.' }),
    total: t.exposeInt('total', { nullable: true, description: 'In the same unit; null where nobody knows.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it failed; null unless it did.' }),
  }),
})

const GraphChangeRef = builder.objectRef<GraphChange>('GraphChange').implement({
  description: 'A change of the graph, whoever made it. What was read before may be old.',
  fields: (t) => ({
    run: t.field({
      type: RunRef,
      nullable: true,
      description: 'The newest run; null in a graph without runs.',
      resolve: ({ run }) => run,
    }),
    curations: t.exposeInt('curations', { description: 'The number of the newest curation; 0 before the first.' }),
  }),
})

/** The ingestor, for those who only look on. */
function watched({ ingestor }: Context): Ingestor {
  if (ingestor === null) throw new ForbiddenError('This server tells nothing live.')
  return ingestor
}

/** Every event is answered from the graph as it is then. */
function renewed<Event>(event: Event, { loaders }: Context): Event {
  loaders.clear()
  return event
}

builder.subscriptionFields((t) => ({
  ingestProgress: t.field({
    type: RunProgressRef,
    description: 'How far a run is: now, each time that it gets further, and how it ended.',
    args: { run: t.arg.id({ required: true, description: 'The id of a run.' }) },
    subscribe: async (_root, args, context) => {
      const run = fromGlobalId(args.run, 'run', ['Run'])
      if ((await context.loaders.runs.load(run.id)) === null) throw notThere(run)
      return watched(context).progress(run.id)
    },
    resolve: (progress, _args, context) => renewed(progress, context),
  }),
  graphChanged: t.field({
    type: GraphChangeRef,
    description: 'Each change of the graph from now on: by a run of any process, and by curation.',
    subscribe: (_root, _args, context) => watched(context).changes(),
    resolve: (change, _args, context) => renewed(change, context),
  }),
}))
