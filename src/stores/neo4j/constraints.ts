// The layout of the database: constraints and indices, in versions. A node keeps the version that was reached.
import { z } from 'zod'
import { StoreCorruptError } from '../../graph/errors.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { integer } from './values.ts'

const readVersion = statement({
  name: 'constraints.readVersion',
  text: `
    OPTIONAL MATCH (m:Meta {key: 'schema'})
    RETURN coalesce(m.version, 0) AS version`,
  params: z.object({}),
  row: z.object({ version: z.int() }),
})

/** Only upwards: of two processes that open a store at once, the later must not take it back. */
const writeVersion = statement({
  name: 'constraints.writeVersion',
  text: `
    MERGE (m:Meta {key: 'schema'})
    WITH m WHERE coalesce(m.version, 0) < $given.version
    SET m.version = $given.version`,
  params: z.object({ version: integer }),
  row: z.never(),
})

const unique = (name: string, label: string, ...keys: string[]) =>
  `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE (${keys.map((key) => `n.${key}`).join(', ')}) IS UNIQUE`

const index = (name: string, label: string, ...keys: string[]) =>
  `CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (${keys.map((key) => `n.${key}`).join(', ')})`

const edgeIndex = (name: string, type: string, key: string) =>
  `CREATE INDEX ${name} IF NOT EXISTS FOR ()-[r:${type}]-() ON (r.${key})`

/** The texts are terms already, cut at blanks; changes are found as soon as they are committed. */
const termIndex = (name: string, label: string, ...keys: string[]) =>
  `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON EACH [${keys.map((key) => `n.${key}`).join(', ')}]
   OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false}}`

/** Gives the terms of aliases that are there already the slips that `slipsOf` makes. */
const BACKFILL_SLIPS = `
  MATCH (a:Alias)
  UNWIND [term IN split(a.terms, ' ') WHERE term <> ''] AS term
  WITH DISTINCT term, left(term, 7) AS head WHERE size(term) <= 64
  WITH term, head, [i IN range(0, size(head) - 1) | left(head, i) + substring(head, i + 1)] AS one
  WITH term, head, one, reduce(all = [], slip IN one |
    all + [i IN range(0, size(slip) - 1) | left(slip, i) + substring(slip, i + 1)]) AS two
  WITH term, [head]
    + CASE WHEN size(term) < 3 THEN [] ELSE one END
    + CASE WHEN size(term) < 6 THEN [] ELSE two END AS slips
  MERGE (t:AliasTerm {term: term})
  ON CREATE SET t.slips = reduce(text = '', slip IN slips | text + ' ' + slip)`

/** What each version adds. Every change may be made twice. Never edit a version that was released: add one. */
const VERSIONS: readonly (readonly string[])[] = [
  [
    unique('meta_key', 'Meta', 'key'),
    unique('paper_id', 'Paper', 'id'),
    unique('extraction_paper', 'Extraction', 'paperId'),
    unique('entity_id', 'Entity', 'id'),
    unique('alias_surface', 'Alias', 'entityId', 'surface'),
    unique('author_id', 'Author', 'id'),
    unique('topic_id', 'Topic', 'generation', 'id'),
    unique('run_id', 'IngestRun', 'id'),
    unique('run_seq', 'IngestRun', 'seq'),
    index('paper_doi', 'Paper', 'doi'),
    index('paper_arxiv_id', 'Paper', 'arxivId'),
    index('paper_title_key', 'Paper', 'titleKey'),
    index('paper_sort_prefix', 'Paper', 'sortPrefix'),
    index('entity_paper_count', 'Entity', 'paperCount'),
    index('alias_norm', 'Alias', 'norm'),
    edgeIndex('related_generation', 'RELATED_TO', 'generation'),
    edgeIndex('similar_generation', 'SIMILAR_TO', 'generation'),
    edgeIndex('broader_generation', 'BROADER', 'generation'),
    termIndex('paper_terms', 'Paper', 'titleTerms', 'abstractTerms'),
    termIndex('alias_terms', 'Alias', 'terms'),
  ],
  [unique('run_key', 'IngestRun', 'key')],
  [unique('alias_term', 'AliasTerm', 'term'), termIndex('alias_slips', 'AliasTerm', 'slips'), BACKFILL_SLIPS],
  [
    unique('curation_id', 'Curation', 'id'),
    unique('curation_seq', 'Curation', 'seq'),
    unique('redirect_id', 'Redirect', 'id'),
    unique('original_id', 'Original', 'id'),
    index('original_entity', 'Original', 'entityId'),
    index('original_paper', 'Original', 'paperId'),
    index('original_norm', 'Original', 'norm'),
  ],
  [index('paper_year', 'Paper', 'year'), index('paper_run', 'Paper', 'runId')],
  [unique('api_key_id', 'ApiKey', 'id')],
]

/** Seconds that indices get to be built over what is there already. */
const INDEX_PATIENCE = 300

/** Brings the database to the layout of this version; throws {@link StoreCorruptError} when it is ahead of it. */
export async function migrate(client: Client): Promise<void> {
  const rows = await client.read((run) => run(readVersion, {}))
  const version = rows[0]?.version ?? 0
  if (version > VERSIONS.length) {
    throw new StoreCorruptError(
      `The store has layout ${version}, and this version of Paperloom knows layouts up to ${VERSIONS.length}. ` +
        'Use the version of Paperloom that wrote it, or a newer one.',
    )
  }
  if (version === VERSIONS.length) return
  for (const change of VERSIONS.slice(version).flat()) await client.define(change)
  await client.define(`CALL db.awaitIndexes(${INDEX_PATIENCE})`)
  await client.write((run) => run(writeVersion, { version: VERSIONS.length }))
}
