// Search over papers and entities.
import { ENTITY_KINDS } from '../src/graph/entities.ts'
import type { Entity } from '../src/graph/entities.ts'
import type { Paper } from '../src/graph/papers.ts'
import { MAX_QUERY_LENGTH, SEARCH_ORDER, parseSearch } from '../src/graph/search.ts'
import type { SearchHit } from '../src/graph/search.ts'
import { builder } from './builder.ts'
import { defineConnection } from './lib/connection.ts'
import { typeNameOf } from './lib/global-id.ts'
import { readText } from './lib/input.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { KIND_REFS, PaperRef } from './refs.ts'

const SearchResultRef = builder.unionType('SearchResult', {
  description: 'What a search may find.',
  types: [PaperRef, ...ENTITY_KINDS.map((kind) => KIND_REFS[kind])],
  resolveType: (node) => typeNameOf(node),
})

const SearchConnection = defineConnection<SearchHit, Paper | Entity>({
  name: 'Search',
  of: 'what a search found, the best first',
  node: SearchResultRef,
  order: SEARCH_ORDER,
  toNode: (hit) => (hit.type === 'Paper' ? hit.paper : hit.entity),
  edgeFields: (t) => ({
    score: t.exposeFloat('score', { description: 'How well it fits, 0 to 1; 1 for an entity of exactly that name.' }),
  }),
})

builder.queryFields((t) => ({
  search: t.field({
    type: SearchConnection,
    description:
      'Papers and entities that have all words of a text, the best first. Number, British or American spelling and ' +
      'case do not count, and nothing in the text is an operator. A text without letters and digits finds nothing.',
    args: {
      ...t.arg.connectionArgs(),
      query: t.arg.string({ required: true, description: `What to look for; at most ${MAX_QUERY_LENGTH} characters.` }),
    },
    extensions: PAGED,
    resolve: (_root, args, { reader }, info) =>
      answerPage(args, SEARCH_ORDER, info, (page) =>
        reader.search(parseSearch(readText(args.query, 'query', MAX_QUERY_LENGTH)), page),
      ),
  }),
}))
