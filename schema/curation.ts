// Curation: putting the graph right, the log of it, and taking it back.
import { CURATION_ORDER, SUGGESTION_ORDER } from '../src/graph/curation.ts'
import type {
  CurationOp,
  CurationOutcome,
  CurationRequest,
  Curator,
  MergeReason,
  MergeSuggestion,
  Operation,
} from '../src/graph/curation.ts'
import type { Entity } from '../src/graph/entities.ts'
import { ForbiddenError, wrongArgument } from '../src/graph/errors.ts'
import { curationSeq } from '../src/graph/ids.ts'
import type { NodeType } from '../src/graph/ids.ts'
import { builder } from './builder.ts'
import type { Context } from './builder.ts'
import { GraphChangesRef } from './lib/changes.ts'
import { defineConnection } from './lib/connection.ts'
import { fromGlobalId, toGlobalId } from './lib/global-id.ts'
import type { GivenAddress } from './lib/global-id.ts'
import { MAX_NAME_LENGTH, nameMissing, readText } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { defineResult, settle } from './lib/result.ts'
import { requireScope } from './lib/scope.ts'
import { CurationRef, EntityRef } from './refs.ts'

const CurationOpEnum = builder.enumType('CurationOp', {
  description: 'What a curation does.',
  values: {
    MERGE: { description: 'Entities are one thing: `mergeEntities`.' },
    SPLIT: { description: 'A part of an entity is a thing of its own: `splitEntity`.' },
    RENAME: { description: 'An entity is called otherwise: `renameEntity`.' },
    RECLASSIFY: { description: 'An entity is of another kind: `reclassifyEntity`.' },
    REJECT: { description: 'An entity is nothing: `rejectEntity`.' },
    ADD_ALIAS: { description: 'A name means an entity: `addAlias`.' },
    UNDO: { description: 'An earlier curation does not count: `undo`.' },
  } satisfies Record<CurationOp, object>,
})

CurationRef.implement({
  description: 'One entry of the log of curation. It is applied again after every ingestion, until it is undone.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId(id) }),
    seq: t.exposeInt('seq', { description: '1 for the first, then counting up: the order in which they are applied.' }),
    op: t.field({
      type: CurationOpEnum,
      description: 'Which operation it is.',
      resolve: ({ operation }) => operation.op,
    }),
    actor: t.exposeString('actor', { description: 'Who did it.' }),
    at: t.exposeString('at', { description: 'ISO 8601, UTC.' }),
    summary: t.string({ description: 'What it does, in words.', resolve: ({ operation }) => summaryOf(operation) }),
    payload: t.string({
      description: 'What it does, as JSON: ids and names of the entities, keys of names, papers.',
      resolve: ({ operation }) => JSON.stringify(operation, asClientsKnow),
    }),
    undoneBy: t.field({
      type: CurationRef,
      nullable: true,
      description: 'The curation that undoes it at present; null where it counts.',
      resolve: ({ undoneBy }, _args, { loaders }) => (undoneBy === null ? null : loaders.curations.load(undoneBy)),
    }),
  }),
})

/** For JSON: ids as clients know them. */
function asClientsKnow(key: string, value: unknown): unknown {
  if (key === 'papers' && Array.isArray(value)) return value.map((id) => toGlobalId(String(id)))
  return (key === 'id' || key === 'target') && typeof value === 'string' ? toGlobalId(value) : value
}

const quoted = (entities: readonly { readonly name: string }[]): string =>
  entities.map(({ name }) => `"${name}"`).join(', ')

function summaryOf(operation: Operation): string {
  switch (operation.op) {
    case 'MERGE':
      return `${quoted(operation.from)} ${operation.from.length === 1 ? 'is' : 'are'} ${quoted([operation.into])}`
    case 'SPLIT':
      return `${quoted([operation.part])} is split off ${quoted([operation.entity])}`
    case 'RENAME':
      return `${quoted([operation.entity])} is called "${operation.name}"`
    case 'RECLASSIFY':
      return `${quoted([operation.entity])} is a ${operation.kind}`
    case 'REJECT':
      return `${quoted([operation.entity])} is nothing`
    case 'ADD_ALIAS':
      return `"${operation.name}" means ${quoted([operation.entity])}`
    case 'UNDO':
      return `entry ${curationSeq(operation.target)} is undone`
  }
}

const CurationConnection = defineConnection({
  name: 'Curation',
  of: 'curations, the newest first',
  node: CurationRef,
  order: CURATION_ORDER,
  toNode: (curation) => curation,
})

const CurationSuccessRef = builder.objectRef<CurationOutcome>('CurationSuccess').implement({
  description: 'What a curation did or, as a dry run, would do.',
  fields: (t) => ({
    dryRun: t.boolean({ description: 'Whether nothing was written.', resolve: ({ isDryRun }) => isDryRun }),
    curation: t.field({
      type: CurationRef,
      nullable: true,
      description: 'The entry of the log; null for a dry run.',
      resolve: ({ isDryRun, curation }) => (isDryRun ? null : curation),
    }),
    summary: t.string({
      description: 'What it does, in words.',
      resolve: ({ curation }) => summaryOf(curation.operation),
    }),
    entity: t.field({
      type: EntityRef,
      nullable: true,
      description: 'The entity as it is now, of a split the new one; null for a dry run, and where it is gone.',
      resolve: ({ isDryRun, entity }) => (isDryRun ? null : entity),
    }),
    changes: t.field({
      type: GraphChangesRef,
      description: 'What it does to the graph.',
      resolve: ({ patch }) => patch,
    }),
    derivedStale: t.boolean({
      description:
        'Whether `related`, `broader`, `narrower`, `topics` and similar papers are still those of before; they follow soon.',
      resolve: ({ isDerivedStale }) => isDerivedStale,
    }),
  }),
})

const resultOf = (name: string, done: string) =>
  defineResult(name, CurationSuccessRef, `${done}, or why that was not done.`)

function requireCurator(curator: Curator | null): Curator {
  if (curator === null) throw new ForbiddenError('This server only reads. Ask one that curates.')
  return curator
}

/** Reads the id of a type from an argument. */
type ReadId = (id: string, argument: string, type: NodeType) => string

/** Asks the curator for what the arguments say. Whatever is read later in the request is read anew. */
async function curate(context: Context, dryRun: boolean | null | undefined, read: (idOf: ReadId) => CurationRequest) {
  const given: GivenAddress[] = []
  const idOf: ReadId = (id, argument, type) => {
    const address = fromGlobalId(id, argument, [type])
    given.push(address)
    return address.id
  }
  const actor = requireScope(context, 'write')
  const { loaders } = context
  const curator = requireCurator(context.curator)
  return settle(async () => {
    const request = read(idOf)
    const by = { actor: actor.name, dryRun: dryRun === true }
    const outcome = await nameMissing(given, () => curator.curate(request, by))
    if (!outcome.isDryRun) loaders.clear()
    return outcome
  })
}

const MAX_IDS = 100

function listOf<Item>(
  items: readonly string[] | null | undefined,
  argument: string,
  read: (item: string, argument: string) => Item,
): Item[] {
  const count = items?.length ?? 0
  if (count > MAX_IDS) throw wrongArgument(argument, `\`${argument}\` takes ${MAX_IDS} at most, got ${count}.`)
  return (items ?? []).map((item, at) => read(item, `${argument}.${at}`))
}

builder.mutationFields((t) => {
  const dryRun = t.arg.boolean({ defaultValue: false, description: 'Only say what would be done; write nothing.' })
  const entity = t.arg.id({ required: true, description: 'The id of an entity.' })
  const name = (description: string) => t.arg.string({ required: true, description })
  return {
    mergeEntities: t.field({
      type: resultOf('MergeEntitiesResult', 'The entities are one'),
      description:
        'Says that entities are one thing: names, papers and mentions go to `into`, and the ids of the others lead there.',
      args: { into: entity, from: t.arg.idList({ required: true, description: '1 to 20 entities.' }), dryRun },
      resolve: (_root, { into, from, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({
          op: 'MERGE',
          into: idOf(into, 'into', 'Entity'),
          from: listOf(from, 'from', (id, at) => idOf(id, at, 'Entity')),
        })),
    }),
    splitEntity: t.field({
      type: resultOf('SplitEntityResult', 'A part of the entity is an entity of its own'),
      description:
        'Says that some names of an entity, or what some papers say of it, are a thing of their own. With both `aliases` and ' +
        '`papers`, only mentions by these names in these papers.',
      args: {
        entity,
        name: name('What the new entity is called.'),
        kind: t.arg({
          type: EntityKindEnum,
          description: 'What the new entity is; as the other when nothing is said.',
        }),
        aliases: t.arg.stringList({ description: 'Names that go to the new entity, with all their spellings.' }),
        papers: t.arg.idList({ description: 'Papers that mean the new entity; at most 100.' }),
        dryRun,
      },
      resolve: (_root, args, context) =>
        curate(context, args.dryRun, (idOf) => ({
          op: 'SPLIT',
          entity: idOf(args.entity, 'entity', 'Entity'),
          name: readText(args.name, 'name', MAX_NAME_LENGTH),
          kind: args.kind ?? null,
          aliases: listOf(args.aliases, 'aliases', (alias, at) => readText(alias, at, MAX_NAME_LENGTH)),
          papers: listOf(args.papers, 'papers', (id, at) => idOf(id, at, 'Paper')),
        })),
    }),
    renameEntity: t.field({
      type: resultOf('RenameEntityResult', 'The entity has the name'),
      description: 'Says what an entity is called. The old name still leads to it, and its id stays.',
      args: { entity, name: name('As people write it.'), dryRun },
      resolve: (_root, { entity, name, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({
          op: 'RENAME',
          entity: idOf(entity, 'entity', 'Entity'),
          name: readText(name, 'name', MAX_NAME_LENGTH),
        })),
    }),
    reclassifyEntity: t.field({
      type: resultOf('ReclassifyEntityResult', 'The entity is of the kind'),
      description: 'Says what kind of thing an entity is, and so how papers are tied to it. Its id stays.',
      args: { entity, kind: t.arg({ type: EntityKindEnum, required: true, description: 'What it is.' }), dryRun },
      resolve: (_root, { entity, kind, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({ op: 'RECLASSIFY', entity: idOf(entity, 'entity', 'Entity'), kind })),
    }),
    rejectEntity: t.field({
      type: resultOf('RejectEntityResult', 'The entity is gone'),
      description: 'Says that an entity is nothing: it goes, and its names are not taken for anything again.',
      args: { entity, dryRun },
      resolve: (_root, { entity, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({ op: 'REJECT', entity: idOf(entity, 'entity', 'Entity') })),
    }),
    addAlias: t.field({
      type: resultOf('AddAliasResult', 'The name leads to the entity'),
      description:
        'Says that a name means an entity: it leads there, and mentions of it found from now on count there.',
      args: { entity, name: name('Another name of it.'), dryRun },
      resolve: (_root, { entity, name, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({
          op: 'ADD_ALIAS',
          entity: idOf(entity, 'entity', 'Entity'),
          name: readText(name, 'name', MAX_NAME_LENGTH),
        })),
    }),
    undo: t.field({
      type: resultOf('UndoResult', 'The curation no longer counts'),
      description:
        'Takes a curation back: the graph is as it would be without it. Undoing an undo brings back what that took back.',
      args: { curation: t.arg.id({ required: true, description: 'The id of a curation.' }), dryRun },
      resolve: (_root, { curation, dryRun }, context) =>
        curate(context, dryRun, (idOf) => ({ op: 'UNDO', target: idOf(curation, 'curation', 'Curation') })),
    }),
  }
})

const MergeReasonKindEnum = builder.enumType('MergeReasonKind', {
  description: 'What speaks for or against two entities being one.',
  values: {
    SAME_NAME: { description: 'For: they share a name.' },
    SPELLING: { description: 'For: two of their names differ by one letter.' },
    WORD_ORDER: { description: 'For: two of their names have the same words in another order.' },
    ACRONYM: { description: 'For: a name of one is made of the initials of a name of the other.' },
    SHARED_RELATED: { description: 'For: they are tied to the same entities.' },
    CO_OCCURRENCE: { description: 'Against: papers speak of both.' },
    CONTAINMENT: { description: 'Against: one is a kind of the other by its name.' },
    OTHER_KIND: { description: 'Against: they are of different kinds.' },
  } satisfies Record<MergeReason['kind'], object>,
})

const MergeReasonRef = builder.objectRef<MergeReason>('MergeReason').implement({
  description: 'One thing that speaks for or against two entities being one.',
  fields: (t) => ({
    kind: t.field({ type: MergeReasonKindEnum, description: 'What it is.', resolve: ({ kind }) => kind }),
    contribution: t.exposeFloat('contribution', {
      description: 'What it adds to the score: above 0 it speaks for it, below against it.',
    }),
    summary: t.exposeString('summary', { description: 'In words.' }),
  }),
})

const MergeSuggestionConnection = defineConnection<MergeSuggestion, Entity>({
  name: 'MergeSuggestion',
  of: 'entities that may be the same as another, the likeliest first',
  node: EntityRef,
  order: SUGGESTION_ORDER,
  toNode: ({ from }) => from,
  edgeFields: (t) => ({
    into: t.field({
      type: EntityRef,
      description: 'What `node` may be: the one of more papers.',
      resolve: ({ into }) => into,
    }),
    score: t.float({
      description: 'The contributions of the reasons together, above 0, at most 1.',
      resolve: ({ score }) => score,
    }),
    reasons: t.field({
      type: [MergeReasonRef],
      description: 'What speaks for it and what against it.',
      extensions: { size: () => 3 },
      resolve: ({ reasons }) => reasons,
    }),
  }),
})

builder.queryFields((t) => ({
  mergeSuggestions: t.field({
    type: MergeSuggestionConnection,
    description:
      'Entities that may be one thing, the likeliest first: by their names, by what they are tied to, and by what speaks ' +
      'against it. At most 500 pairs are looked into. Nothing is merged by itself: `mergeEntities` does.',
    args: t.arg.connectionArgs(),
    extensions: PAGED,
    resolve: (_root, args, { curator }, info) =>
      answerPage(args, SUGGESTION_ORDER, info, (page) => requireCurator(curator).suggestMerges(page)),
  }),
  curations: t.field({
    type: CurationConnection,
    description: 'The log of curation, the newest first, what was undone included.',
    args: t.arg.connectionArgs(),
    extensions: PAGED,
    resolve: (_root, args, { reader }, info) =>
      answerPage(args, CURATION_ORDER, info, (page) => reader.listCurations(page)),
  }),
}))
