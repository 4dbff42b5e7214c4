// Applying patches: removals first, then what is put, table by table, all within one transaction.
import { ENTITY_KINDS, FACT_RELATIONS } from '../../graph/entities.ts'
import { ConflictError } from '../../graph/errors.ts'
import { isEmpty } from '../../graph/patch.ts'
import type { Change, GraphPatch, PatchTable } from '../../graph/patch.ts'
import { compareText } from '../../graph/page.ts'
import type { GraphWriter } from '../../graph/writer.ts'
import type { Client, Run } from './client.ts'
import { writeAlone } from './lock.ts'
import * as records from './curation-records.ts'
import * as put from './put.ts'
import * as remove from './remove.ts'

/** Rows a statement: enough to make its overhead small, few enough for the memory of one query. */
const BATCH = 1_000

export function createPatchWriter(client: Client): Pick<GraphWriter, 'apply'> {
  return {
    async apply(patch) {
      if (!isEmpty(patch)) await writeAlone(client, (run) => applyPatch(run, patch))
    },
  }
}

/** Applies a patch within a transaction of the caller. */
export async function applyPatch(run: Run, patch: GraphPatch): Promise<void> {
  const authors = await removeRows(run, patch)
  authors.push(...(await putRows(run, patch)))
  await inBatches(authors, (ids) => run(remove.idleAuthors, { ids }))
}

/** Removes rows; answers the authors of papers that went. */
async function removeRows(run: Run, patch: GraphPatch): Promise<string[]> {
  await inBatches(removed(patch.originals).map(records.originalId), (ids) => run(remove.originals, { ids }))
  await inBatches(idsOf(removed(patch.redirects)), (ids) => run(remove.redirects, { ids }))
  const facts = removed(patch.facts).map(({ paperId, entityId }) => ({ paperId, entityId }))
  await inBatches(facts, (rows) => run(remove.facts, { rows }))
  const aliases = removed(patch.aliases).map(({ entityId, surface }) => ({ entityId, surface }))
  await inBatches(aliases, (rows) => run(remove.aliases, { rows }))
  await inBatches(idsOf(removed(patch.entities)), (ids) => run(remove.entities, { ids }))
  const extractions = removed(patch.extractions).map(({ paperId }) => paperId)
  await inBatches(extractions, (ids) => run(remove.extractions, { ids }))
  const papers = idsOf(removed(patch.papers))
  const authors = await inBatches(papers, (ids) => run(remove.authorships, { ids }))
  await inBatches(papers, (ids) => run(remove.originalsOfPapers, { ids }))
  await inBatches(papers, (ids) => run(remove.papers, { ids }))
  return authors.map(({ id }) => id)
}

/** Adds and replaces rows; answers the authors that papers had before. */
async function putRows(run: Run, patch: GraphPatch): Promise<string[]> {
  const papers = after(patch.papers)
  const strayed = await inBatches(papers.map(put.paperAuthors), (rows) => run(put.strayedAuthors, { rows }))
  await inBatches(papers.map(put.paperProperties), (rows) => run(put.papers, { rows }))
  await inBatches(papers.filter(({ authors }) => authors.length > 0).map(put.paperAuthors), (rows) =>
    run(put.authorships, { rows }),
  )
  const extractions = after(patch.extractions).map(put.extractionProperties)
  await putAll('extractions', extractions, (rows) => run(put.extractions, { rows }))
  const entities = after(patch.entities).map(put.entityProperties)
  for (const kind of ENTITY_KINDS) {
    const ofKind = entities.filter((entity) => entity.kind === kind)
    await inBatches(ofKind, (rows) => run(put.entities[kind], { rows }))
  }
  await inBatches(put.slipProperties(after(patch.aliases)), (rows) => run(put.slips, { rows }))
  await putAll('aliases', after(patch.aliases).map(put.aliasProperties), (rows) => run(put.aliases, { rows }))
  const facts = after(patch.facts).toSorted(
    (a, b) => compareText(a.paperId, b.paperId) || compareText(a.entityId, b.entityId),
  )
  for (const relation of FACT_RELATIONS) {
    const ofRelation = facts.filter((fact) => fact.relation === relation).map(put.factProperties)
    await putAll('facts', ofRelation, (rows) => run(put.facts[relation], { rows }))
  }
  const redirects = after(patch.redirects).map(({ id, entityId }) => ({ id, entityId }))
  await inBatches(redirects, (rows) => run(records.putRedirects, { rows }))
  await putAll('originals', after(patch.originals).map(records.originalProperties), (rows) =>
    run(records.putOriginals, { rows }),
  )
  return strayed.map(({ id }) => id)
}

async function inBatches<Row, Answer>(
  rows: readonly Row[],
  write: (rows: Row[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < rows.length; at += BATCH) answers.push(...(await write(rows.slice(at, at + BATCH))))
  return answers
}

/** Puts rows that hang on papers and entities, and sees to it that none was left out for the lack of those. */
async function putAll<Row>(
  table: PatchTable,
  rows: readonly Row[],
  write: (rows: Row[]) => Promise<readonly { readonly written: number }[]>,
): Promise<void> {
  const answers = await inBatches(rows, write)
  const written = answers.reduce((sum, answer) => sum + answer.written, 0)
  if (written < rows.length) {
    throw new ConflictError(`Of ${rows.length} ${table}, ${rows.length - written} name what is not in the graph.`)
  }
}

function after<Row>(changes: readonly Change<Row>[]): Row[] {
  return changes.flatMap((change) => (change.after === null ? [] : [change.after]))
}

/** Rows that go, as they were. */
function removed<Row>(changes: readonly Change<Row>[]): Row[] {
  return changes.flatMap(({ before, after }) => (after === null && before !== null ? [before] : []))
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id)
}
