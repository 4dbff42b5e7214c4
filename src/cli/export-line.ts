// One row of the graph as a line of an export: its type first, then its fields by name, so that no engine's order shows.
import type { ScanTable } from '../graph/reader.ts'

const TYPES: Readonly<Record<ScanTable, string>> = {
  papers: 'paper',
  extractions: 'extraction',
  entities: 'entity',
  aliases: 'alias',
  facts: 'fact',
  related: 'related',
  similar: 'similar',
  broader: 'broader',
  topics: 'topic',
  members: 'member',
}

/** The line of a row. Which run wrote it is left out: that is history, not content. */
export function toExportLine(table: ScanTable, row: object): string {
  const content = sortFields(Object.entries(row).filter(([name]) => name !== 'runId'))
  return JSON.stringify({ type: TYPES[table], ...content })
}

function sortFields(fields: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, value]) => [name, sortValue(value)]))
}

function sortValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortValue)
  return typeof value === 'object' && value !== null ? sortFields(Object.entries(value)) : value
}
