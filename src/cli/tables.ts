// Tables and figures as people read them in a terminal.
import type { GraphStats } from '../graph/runs.ts'

/** Rows of cells with their columns aligned; numbers to the right. */
export function formatTable(rows: readonly (readonly (string | number)[])[], indent = '  '): readonly string[] {
  const widths = new Map<number, number>()
  const shown = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : cell)))
  for (const row of shown)
    for (const [i, cell] of row.entries()) widths.set(i, Math.max(widths.get(i) ?? 0, cell.length))
  return rows.map((row, at) => {
    const cells = row.map((cell, i) => {
      const text = shown[at]?.[i] ?? ''
      return typeof cell === 'number' ? text.padStart(widths.get(i) ?? 0) : text.padEnd(widths.get(i) ?? 0)
    })
    return `${indent}${cells.join('  ')}`.trimEnd()
  })
}

/** The graph in figures: nodes, then edges; what there is none of is left out. */
export function formatStats(stats: GraphStats): readonly string[] {
  const { papers, entities, entitiesByKind, topics, edges, edgesByRelation } = stats
  return formatTable([
    ['papers', papers],
    ['entities', entities],
    ...entitiesByKind.filter(({ count }) => count > 0).map(({ kind, count }) => [`  ${kind.toLowerCase()}`, count]),
    ['topics', topics],
    ['edges', edges],
    ...edgesByRelation.filter(({ count }) => count > 0).map(({ relation, count }) => [`  ${relation}`, count]),
  ])
}

/** A whole number with separators. */
export function formatCount(count: number): string {
  // Not toLocaleString: its tables take longer to load than many a command runs.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
