// Completion: norms by their index, words by the full-text index of aliases, slips by one of their terms.
import { z } from 'zod'
import type { CompletionReader } from '../../graph/complete.ts'
import { statement } from '../statement.ts'
import { allWordsOf, lucenePrefix, phraseOf } from '../term-query.ts'
import type { Client } from './client.ts'
import { ENTITY, entityRow, idOf, kinds, OF_KINDS } from './rows.ts'
import { integer } from './values.ts'

const limited = { kinds, limit: integer }

const entities = `
    MATCH (a)<-[:HAS_ALIAS]-(e:Entity) WHERE ${OF_KINDS}
    WITH DISTINCT e ORDER BY e.paperCount DESC, ${idOf('e')} LIMIT $given.limit
    RETURN ${ENTITY} AS entity`

const called = (name: string, condition: string) =>
  statement({
    name: `complete.${name}`,
    text: `
    MATCH (a:Alias) WHERE a.norm ${condition} $given.norm${entities}`,
    params: z.object({ norm: z.string(), ...limited }),
    row: z.object({ entity: entityRow }),
  })

const entitiesCalled = { EXACT: called('exact', '='), PREFIX: called('prefix', 'STARTS WITH') }

const entitiesHaving = statement({
  name: 'complete.having',
  text: `
    CALL db.index.fulltext.queryNodes('alias_terms', $given.query) YIELD node AS a${entities}`,
  params: z.object({ query: z.string(), ...limited }),
  row: z.object({ entity: entityRow }),
})

const termsWithSlips = statement({
  name: 'complete.slips',
  text: `
    CALL db.index.fulltext.queryNodes('alias_slips', $given.query) YIELD node
    RETURN node.term AS term ORDER BY term`,
  params: z.object({ query: z.string() }),
  row: z.object({ term: z.string() }),
})

export function createCompletionReader(client: Client): CompletionReader {
  return {
    async entitiesCalled(norm, match, kinds, limit) {
      const rows = await client.read((run) => run(entitiesCalled[match], { norm, kinds: [...kinds], limit }))
      return rows.map(({ entity }) => entity)
    },
    async entitiesHaving(units, kinds, limit) {
      const query = allWordsOf(units, lucenePrefix)
      const rows = await client.read((run) => run(entitiesHaving, { query, kinds: [...kinds], limit }))
      return rows.map(({ entity }) => entity)
    },
    async termsWithSlips(slips) {
      if (slips.length === 0) return []
      const query = slips.map((slip) => phraseOf([slip])).join(' OR ')
      const rows = await client.read((run) => run(termsWithSlips, { query }))
      return rows.map(({ term }) => term)
    },
  }
}
