// Curation after resolution: the log is applied to what was resolved, so that what people put right stays right.
import { baseOf, originalsOf } from '../src/curate/base.ts'
import { replay, resultOf } from '../src/curate/replay.ts'
import { handlesOf } from '../src/curate/scope.ts'
import type { Curation } from '../src/graph/curation.ts'
import { inWords } from '../src/graph/errors.ts'
import type { CurationRecords } from '../src/graph/originals.ts'
import type { Alias, Entity, Fact } from '../src/graph/entities.ts'
import type { Extraction } from '../src/graph/extractions.ts'
import type { EntityId } from '../src/graph/ids.ts'
import type { Problem } from './problems.ts'
import type { Resolution } from './resolve/index.ts'

/** What was resolved, after curation. */
export interface CuratedResolution extends Resolution, CurationRecords {
  /** Entries of the log that find nothing to change any more. They stay in it and are tried again by the next ingestion. */
  readonly problems: readonly Problem[]
}

/**
 * Applies entries of the log to a resolution. Only what they speak of is held in memory; for its facts all extractions are read
 * once more, which is spared where there are no entries.
 */
export async function applyCurations(
  resolved: Resolution,
  curations: readonly Curation[],
  extractions: () => AsyncIterable<readonly Extraction[]>,
): Promise<CuratedResolution> {
  if (curations.length === 0) return { ...resolved, originals: [], redirects: [], problems: [] }

  const touched = touchedBy(curations, resolved)
  const isTouched = ({ entityId }: { readonly entityId: EntityId }) => touched.has(entityId)
  const facts: Fact[] = []
  for await (const batch of extractions()) {
    for (const extraction of batch) facts.push(...resolved.factsOf(extraction).filter(isTouched))
  }
  const base = {
    entities: resolved.entities.filter(({ id }) => touched.has(id)),
    aliases: resolved.aliases.filter(isTouched),
    facts,
  }

  const { state, unapplied } = replay(base, curations)
  const { rows, redirects } = resultOf(state)
  const factsOfPaper = Map.groupBy(rows.facts, ({ paperId }) => paperId)
  return {
    entities: [...resolved.entities.filter(({ id }) => !touched.has(id)), ...rows.entities],
    aliases: [...resolved.aliases.filter((alias) => !isTouched(alias)), ...rows.aliases],
    factsOf: (extraction) => [
      ...resolved.factsOf(extraction).filter((fact) => !isTouched(fact)),
      ...(factsOfPaper.get(extraction.paperId) ?? []),
    ],
    originals: originalsOf(base, rows),
    redirects,
    problems: unapplied.map(({ curation, reason }) => ({
      severity: 'warning',
      code: 'curation-not-applied',
      message: `${curation} finds nothing to change any more: ${inWords(reason)} It stays in the log; undo it to be rid of it.`,
      source: curation,
      line: null,
      excerpt: '',
    })),
  }
}

/** The entities that entries speak of, by id or by any name. */
function touchedBy(curations: readonly Curation[], { aliases }: Pick<Resolution, 'aliases'>): ReadonlySet<EntityId> {
  const handles = curations.map(({ operation }) => handlesOf(operation))
  const norms = new Set(handles.flatMap(({ norms }) => norms))
  const named = aliases.filter(({ norm }) => norms.has(norm)).map(({ entityId }) => entityId)
  return new Set([...handles.flatMap(({ ids }) => ids), ...named])
}

/** The names that ingestion gave, whatever curation made of them. */
export function uncuratedNames(
  stored: { readonly entities: readonly Entity[]; readonly aliases: readonly Alias[] },
  { originals }: Pick<CurationRecords, 'originals'>,
): { readonly entities: readonly Entity[]; readonly aliases: readonly Alias[] } {
  const { entities, aliases } = baseOf({
    ...stored,
    facts: [],
    originals: originals.filter(({ table }) => table !== 'facts'),
  })
  return { entities, aliases }
}
