// Papers: what is known of them and what they speak of.
import { wrongArgument } from '../src/graph/errors.ts'
import type { GraphQLResolveInfo } from 'graphql'
import type { EntityKind, PaperEntity } from '../src/graph/entities.ts'
import { PAPER_ENTITY_ORDER } from '../src/graph/entities.ts'
import { normaliseArxivId, normaliseDoi, titleKey } from '../src/graph/ids.ts'
import type { Order, Slice } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { defineConnection } from './lib/connection.ts'
import { OccurrenceRef } from './lib/evidence.ts'
import type { StatedFact } from './lib/evidence.ts'
import { fromGlobalId, toGlobalId } from './lib/global-id.ts'
import { MAX_NAME_LENGTH, readText } from './lib/input.ts'
import { OF_TEXT, PAGED, answerPage, selectsSpans } from './lib/page.ts'
import type { PageArgs } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers, definePaperConnection } from './lib/paper-connection.ts'
import { EntityRef, PaperRef } from './refs.ts'

/** An entity of a paper, with the paper at hand for its sentences. */
type SpokenOf = PaperEntity & StatedFact

const SPOKEN_OF_ORDER: Order<SpokenOf> = PAPER_ENTITY_ORDER

const PaperConnection = definePaperConnection({ name: 'Paper', of: 'papers' })

const PaperEntityConnection = defineConnection<SpokenOf, SpokenOf['entity']>({
  name: 'PaperEntity',
  of: 'what a paper speaks of, the most salient first',
  node: EntityRef,
  order: SPOKEN_OF_ORDER,
  toNode: ({ entity }) => entity,
  edgeInterfaces: [OccurrenceRef],
})

function answerEntities(
  paper: Paper,
  kinds: readonly EntityKind[],
  args: PageArgs,
  { reader, loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<Slice<SpokenOf>> {
  const withSpans = selectsSpans(info)
  return answerPage(args, SPOKEN_OF_ORDER, info, async (page) => {
    const slice = await loaders.slice(['paper.entities', kinds, withSpans, page], paper.id, (ids: readonly string[]) =>
      reader.entitiesOfPapers(ids, { kinds, withSpans }, page),
    )
    return { ...slice, rows: slice.rows.map(({ fact, entity }) => ({ fact, entity, paper })) }
  })
}

PaperRef.implement({
  description: 'A scientific paper.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => {
    const entitiesOfKind = (kind: EntityKind, description: string) =>
      t.field({
        type: PaperEntityConnection,
        description,
        args: t.arg.connectionArgs(),
        extensions: PAGED,
        resolve: (paper, args, context, info) => answerEntities(paper, [kind], args, context, info),
      })
    return {
      id: t.id({ resolve: ({ id }) => toGlobalId(id) }),
      title: t.exposeString('title', { description: 'As stored: on one line, in NFC.' }),
      abstract: t.exposeString('abstract', {
        description: 'The abstract as stored; empty where the source has none.',
        extensions: OF_TEXT,
      }),
      year: t.exposeInt('year', { nullable: true, description: 'Year of publication, where the source says.' }),
      doi: t.exposeString('doi', { nullable: true, description: 'Lower case, without resolver.' }),
      arxivId: t.exposeString('arxivId', { nullable: true, description: 'Without version.' }),
      url: t.exposeString('url', { nullable: true, description: 'An http(s) address.' }),
      venue: t.exposeString('venue', { nullable: true, description: 'Journal, conference or repository.' }),
      authors: t.exposeStringList('authors', { description: 'Names of the authors in the order of the paper.' }),
      source: t.exposeString('source', { description: 'The file or stream it was read from.' }),
      concepts: entitiesOfKind('CONCEPT', 'The concepts it discusses, the most salient first.'),
      methods: entitiesOfKind('METHOD', 'The methods it proposes, uses or compares, the most salient first.'),
      tasks: entitiesOfKind('TASK', 'The tasks it addresses, the most salient first.'),
      datasets: entitiesOfKind('DATASET', 'The datasets it evaluates on, the most salient first.'),
      metrics: entitiesOfKind('METRIC', 'The metrics it measures, the most salient first.'),
      entities: t.field({
        type: PaperEntityConnection,
        description: 'Everything it speaks of, the most salient first.',
        args: {
          ...t.arg.connectionArgs(),
          kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
        },
        extensions: PAGED,
        resolve: (paper, args, context, info) => answerEntities(paper, args.kinds ?? [], args, context, info),
      }),
    }
  },
})

builder.queryFields((t) => ({
  paper: t.field({
    type: PaperRef,
    nullable: true,
    description: 'One paper by its id, DOI, arXiv id or title; null when there is none. Give exactly one of the four.',
    args: {
      id: t.arg.id({ description: 'The id of a paper.' }),
      doi: t.arg.string({ description: 'As such or as an address: `10.1000/x`, `https://doi.org/10.1000/x`.' }),
      arxivId: t.arg.string({
        description: 'Of any version, as such or as an address: `1706.03762`, `arXiv:1706.03762v5`.',
      }),
      title: t.arg.string({ description: 'Case and punctuation do not count.' }),
    },
    resolve: (_root, { id, doi, arxivId, title }, { loaders }) => {
      if ([id, doi, arxivId, title].filter((given) => given != null).length !== 1) {
        throw wrongArgument('id', 'Give exactly one of `id`, `doi`, `arxivId` and `title`.')
      }
      if (id != null) return loaders.papers.load(fromGlobalId(id, 'id', ['Paper']).id)
      if (doi != null) return loaders.lookups.load({ doi: normaliseDoi(readText(doi, 'doi', MAX_NAME_LENGTH)) })
      if (arxivId != null) {
        return loaders.lookups.load({ arxivId: normaliseArxivId(readText(arxivId, 'arxivId', MAX_NAME_LENGTH)) })
      }
      const key = titleKey(readText(title ?? '', 'title', MAX_NAME_LENGTH))
      return key === '' ? null : loaders.lookups.load({ titleKey: key })
    },
  }),
  papers: t.field({
    type: PaperConnection,
    description: 'All papers, by title when nothing else is said.',
    args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
    extensions: PAGED,
    resolve: (_root, args, context, info) => answerPapers({ of: 'all' }, args, context, info),
  }),
}))
