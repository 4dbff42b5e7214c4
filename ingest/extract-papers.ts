// Extraction on its own: reads, extracts and resolves papers without a store, for people and programs who want to look.
import type { Entity, FactSpan, MethodRole } from '../src/graph/entities.ts'
import { roleOf } from '../src/graph/entities.ts'
import type { AcronymDefinition, Extraction } from '../src/graph/extractions.ts'
import { paperId } from '../src/graph/ids.ts'
import type { Extractor } from './extract/extractor.ts'
import type { Inputs } from './inputs.ts'
import type { Problem } from './problems.ts'
import { readBatches } from './read.ts'
import type { SourceRecord } from './record.ts'
import { resolveNames } from './resolve/index.ts'

/** One entity as a paper speaks of it. */
export interface FoundEntity extends Pick<Entity, 'name' | 'kind' | 'kindRule'> {
  /** For methods only. */
  readonly role: MethodRole | null
  /** Its surface forms in this paper, in the order of their first place. */
  readonly aliases: readonly string[]
  readonly salience: number
  /** How sure it is that the paper speaks of it, 0 to 1. */
  readonly confidence: number
  readonly count: number
  readonly spans: readonly FactSpan[]
}

/** What was found in one paper. */
export interface FoundPaper {
  /** The input's own id, else the id that the graph would give. */
  readonly id: string
  readonly title: string
  /** The most salient first, then by entity id. */
  readonly entities: readonly FoundEntity[]
  readonly acronyms: readonly AcronymDefinition[]
}

/** What extraction needs of a record: its text, and what identifies it. */
export type PaperRecord = Pick<SourceRecord, 'id' | 'title' | 'abstract' | 'doi' | 'arxivId'>

/**
 * Finds what papers speak of, one answer a record in the order of the input. All are read before the first answer, since
 * names and kinds are decided over all of them.
 */
export async function* extractPapers(
  inputs: Inputs,
  extractor: Extractor,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<readonly FoundPaper[]> {
  yield* extractRecords(recordsOf(inputs, onProblem), extractor, onProblem)
}

async function* recordsOf(
  inputs: Inputs,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  for await (const { records, problems } of readBatches(inputs)) {
    for (const problem of problems) onProblem(problem)
    yield records
  }
}

/** {@link extractPapers} for texts that are read already. */
export async function* extractRecords(
  records: AsyncIterable<readonly PaperRecord[]>,
  extractor: Extractor,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<readonly FoundPaper[]> {
  const batches: { readonly id: string; readonly title: string; readonly extraction: Extraction }[][] = []
  let number = 0
  for await (const some of records) {
    const found = await extractor.extract(some.map(({ title, abstract }) => ({ title, abstract })))
    for (const problem of found.flatMap(({ problems = [] }) => problems)) onProblem(problem)
    const batch = some.map((record, i) => {
      const { mentions = [], acronyms = [] } = found[i] ?? {}
      // A number keeps repeated papers apart: each gets its line.
      const key = `${paperId(record)}#${number++}`
      const extraction = { paperId: key, contentHash: '', extractor: extractor.id, mentions, acronyms }
      return { id: record.id ?? paperId(record), title: record.title, extraction }
    })
    batches.push(batch)
  }
  const extractions = (async function* () {
    for (const batch of batches) yield batch.map(({ extraction }) => extraction)
  })()
  const resolved = await resolveNames(extractions, { entities: [], aliases: [] })
  const entityOf = new Map(resolved.entities.map((entity) => [entity.id, entity]))
  const describe = (extraction: Extraction): readonly FoundEntity[] =>
    resolved
      .factsOf(extraction)
      .toSorted((a, b) => b.salience - a.salience || (a.entityId < b.entityId ? -1 : 1))
      .flatMap(({ entityId, relation, salience, confidence, count, spans }) => {
        const entity = entityOf.get(entityId)
        if (entity === undefined) return []
        const aliases = [...new Set(spans.map(({ surface }) => surface))]
        const { name, kind, kindRule } = entity
        return [{ name, kind, kindRule, role: roleOf(relation), aliases, salience, confidence, count, spans }]
      })
  for (const batch of batches) {
    yield batch.map(({ id, title, extraction }) => {
      return { id, title, entities: describe(extraction), acronyms: extraction.acronyms }
    })
  }
}
