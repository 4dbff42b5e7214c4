// The base: what ingestion made, read back from what is stored; and what has to be kept so that it can be.
import type { CurationRecords, EntityRows, Original, Redirect, StoredRows } from '../graph/originals.ts'
import { compareText } from '../graph/page.ts'
import { isEqual, keyOf } from '../graph/patch.ts'
import type { Change, GraphPatch } from '../graph/patch.ts'

/** What ingestion made: stored rows with their originals put over them. */
export function baseOf({ originals, ...stored }: EntityRows & Pick<CurationRecords, 'originals'>): EntityRows {
  const entities = indexed(stored.entities, keyOf.entities)
  const aliases = indexed(stored.aliases, keyOf.aliases)
  const facts = indexed(stored.facts, keyOf.facts)
  for (const original of originals) {
    const { key } = original
    switch (original.table) {
      case 'entities':
        restore(entities, key, original.row)
        break
      case 'aliases':
        restore(aliases, key, original.row)
        break
      case 'facts':
        restore(facts, key, original.row)
        break
    }
  }
  return { entities: [...entities.values()], aliases: [...aliases.values()], facts: [...facts.values()] }
}

/** The originals to keep where curation makes `curated` of `base`, by key. */
export function originalsOf(base: EntityRows, curated: EntityRows): readonly Original[] {
  const originals: Original[] = []
  for (const { before: row, after } of changesOf(base.entities, curated.entities, keyOf.entities)) {
    const entity = row ?? after
    if (entity === null) continue
    originals.push({ table: 'entities', key: entity.id, entityId: entity.id, paperId: null, norm: null, row })
  }
  for (const { before: row, after } of changesOf(base.aliases, curated.aliases, keyOf.aliases)) {
    const alias = row ?? after
    if (alias === null) continue
    const { entityId, norm } = alias
    originals.push({ table: 'aliases', key: keyOf.aliases(alias), entityId, paperId: null, norm, row })
  }
  for (const { before: row, after } of changesOf(base.facts, curated.facts, keyOf.facts)) {
    const fact = row ?? after
    if (fact === null) continue
    const { entityId, paperId } = fact
    originals.push({ table: 'facts', key: keyOf.facts(fact), entityId, paperId, norm: null, row })
  }
  return originals
}

/** The patch that takes what is stored to what it becomes. */
export function patchOf(
  stored: StoredRows,
  curated: EntityRows,
  originals: readonly Original[],
  redirects: readonly Redirect[],
): GraphPatch {
  return {
    papers: [],
    extractions: [],
    entities: changesOf(stored.entities, curated.entities, keyOf.entities),
    aliases: changesOf(stored.aliases, curated.aliases, keyOf.aliases),
    facts: changesOf(stored.facts, curated.facts, keyOf.facts),
    redirects: changesOf(stored.redirects, redirects, keyOf.redirects),
    originals: changesOf(stored.originals, originals, keyOf.originals),
  }
}

/** The changes that take some rows to others, by key. */
function changesOf<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): Change<Row>[] {
  const [old, fresh] = [indexed(before, keyOf), indexed(after, keyOf)]
  const changes: Change<Row>[] = []
  for (const key of [...new Set([...old.keys(), ...fresh.keys()])].sort(compareText)) {
    const change = { before: old.get(key) ?? null, after: fresh.get(key) ?? null }
    if (!isEqual(change.before, change.after)) changes.push(change)
  }
  return changes
}

function indexed<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function restore<Row>(rows: Map<string, Row>, key: string, row: Row | null): void {
  if (row === null) rows.delete(key)
  else rows.set(key, row)
}
