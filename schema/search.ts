// Search over papers and entities, with the places of what was found.
import { ENTITY_KINDS } from '../src/graph/entities.ts'
import type { Entity } from '../src/graph/entities.ts'
import { highlightsIn, matchedAlias, snippetOf } from '../src/graph/highlight.ts'
import type { MatchedAlias, Snippet } from '../src/graph/highlight.ts'
import { nameKey } from '../src/graph/names.ts'
import type { Order } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import { MAX_QUERY_LENGTH, SEARCH_ORDER } from '../src/graph/search.ts'
import type { SearchHit, SearchQuery } from '../src/graph/search.ts'
import { builder } from './builder.ts'
import { explainHit } from './explain-search.ts'
import { defineConnection } from './lib/connection.ts'
import { explainedBy } from './lib/explain.ts'
import { TextRangeRef } from './lib/evidence.ts'
import { typeNameOf } from './lib/global-id.ts'
import { readText } from './lib/input.ts'
import { NODE_VALUES } from './lib/kinds.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { KIND_REFS, PaperRef } from './refs.ts'

/** A hit with what was asked, for its highlights. */
interface Found {
  readonly hit: SearchHit
  readonly query: SearchQuery
  readonly norm: string
}

const FOUND_ORDER: Order<Found> = { name: SEARCH_ORDER.name, position: ({ hit }) => SEARCH_ORDER.position(hit) }

/** For the budget of a request: highlights of a title, a sentence or a name. */
const HIGHLIGHTS = { size: () => 3 }

const SearchResultRef = builder.unionType('SearchResult', {
  description: 'What a search may find.',
  types: [PaperRef, ...ENTITY_KINDS.map((kind) => KIND_REFS[kind])],
  resolveType: (node) => typeNameOf(node),
})

const SearchKindEnum = builder.enumType('SearchKind', {
  description: 'What a search may look for: papers, and entities by kind.',
  values: NODE_VALUES,
})

const SnippetRef = builder.objectRef<Snippet>('Snippet').implement({
  description: 'A piece of an abstract. Plain text: nothing in it is markup.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'A sentence, or as much of a long one as fits 320 code units.' }),
    start: t.exposeInt('start', { description: 'Where it begins in the abstract, in UTF-16 code units.' }),
    highlights: t.field({
      type: [TextRangeRef],
      description: 'What was asked for, within `text`.',
      extensions: HIGHLIGHTS,
      resolve: ({ highlights }) => highlights,
    }),
  }),
})

export const MatchedAliasRef = builder.objectRef<MatchedAlias>('MatchedAlias').implement({
  description: 'A form of an entity by which a search found it. Plain text: nothing in it is markup.',
  fields: (t) => ({
    surface: t.string({
      description: 'The form as it stands in texts.',
      resolve: ({ alias }) => alias.surface,
    }),
    rule: t.string({
      description: 'How the form was joined to the entity: `canonical`, `spelling`, `number`, `acronym`, …',
      resolve: ({ alias }) => alias.rule,
    }),
    highlights: t.field({
      type: [TextRangeRef],
      description: 'What was asked for, within `surface`.',
      extensions: HIGHLIGHTS,
      resolve: ({ highlights }) => highlights,
    }),
  }),
})

const SearchConnection = defineConnection<Found, Paper | Entity>({
  name: 'Search',
  of: 'what a search found, the best first',
  node: SearchResultRef,
  order: FOUND_ORDER,
  toNode: ({ hit }) => (hit.type === 'Paper' ? hit.paper : hit.entity),
  edgeFields: (t) => ({
    score: t.float({
      description: 'How well it fits, 0 to 1; 1 for an entity of exactly that name.',
      resolve: ({ hit }) => hit.score,
    }),
    explain: t.field(explainedBy(explainHit)),
    titleHighlights: t.field({
      type: [TextRangeRef],
      description: 'Of a paper: where its title has what was asked for. Empty for entities.',
      extensions: HIGHLIGHTS,
      resolve: ({ hit, query }) => (hit.type === 'Paper' ? highlightsIn(hit.paper.title, query) : []),
    }),
    snippet: t.field({
      type: SnippetRef,
      nullable: true,
      description:
        'Of a paper: the sentence of its abstract with most of what was asked for; null without an abstract.',
      resolve: ({ hit, query }) => (hit.type === 'Paper' ? snippetOf(hit.paper, query) : null),
    }),
    matchedAlias: t.field({
      type: MatchedAliasRef,
      nullable: true,
      description:
        'Of an entity: the alias that fits the text best; null where only another spelling of the text is an alias.',
      resolve: async ({ hit, query, norm }, _args, { loaders }) =>
        hit.type === 'Paper' ? null : matchedAlias(await loaders.aliases.load(hit.entity.id), query, norm),
    }),
  }),
})

builder.queryFields((t) => ({
  search: t.field({
    type: SearchConnection,
    description:
      'Papers and entities that have all words and names of a text, the best first. A name is found under every alias: ' +
      'any spelling, an acronym and its long form find the same papers. Nothing in the text is an operator. A text ' +
      'without letters and digits finds nothing.',
    args: {
      ...t.arg.connectionArgs(),
      query: t.arg.string({ required: true, description: `What to look for; at most ${MAX_QUERY_LENGTH} characters.` }),
      kinds: t.arg({ type: [SearchKindEnum], description: 'Only these; everything when nothing is said.' }),
    },
    extensions: PAGED,
    resolve: async (_root, args, { reader, loaders }, info) => {
      const text = readText(args.query, 'query', MAX_QUERY_LENGTH)
      const query = await loaders.searches.load(text)
      const norm = nameKey(text)
      return answerPage(args, FOUND_ORDER, info, async (page) => {
        const slice = await reader.search(query, { kinds: args.kinds ?? [] }, page)
        return { ...slice, rows: slice.rows.map((hit): Found => ({ hit, query, norm })) }
      })
    },
  }),
}))
