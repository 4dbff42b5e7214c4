// A comparison as CSV, for spreadsheets and data frames.
import { COMPARED_ORDER } from '../src/graph/comparison.ts'
import type { SharedEntity } from '../src/graph/comparison.ts'
import { MAX_PAGE_SIZE, firstPage } from '../src/graph/page.ts'
import type { PageRequest, Slice } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import { quoteOf, sentenceOf } from './lib/evidence.ts'

export const MAX_CSV_ROWS = 1_000

/** Writes the first `most` rows of a comparison of papers, read page by page. */
export async function writeComparisonCsv(
  papers: readonly Paper[],
  most: number,
  read: (page: PageRequest) => Promise<Slice<SharedEntity> | undefined>,
): Promise<string> {
  const rows: SharedEntity[] = []
  for (let goesOn = most > 0; goesOn;) {
    const last = rows.at(-1)
    const limit = Math.min(MAX_PAGE_SIZE, most - rows.length)
    const slice = await read({ ...firstPage(limit), cursor: last === undefined ? null : COMPARED_ORDER.position(last) })
    rows.push(...(slice?.rows ?? []))
    goesOn = slice?.hasNext === true && rows.length < most
  }
  const columns = ['relation', 'count', 'salience', 'quote']
  const header = [
    'entity',
    'kind',
    'papers',
    'weight',
    ...papers.flatMap(({ title }) => columns.map((column) => `${title}: ${column}`)),
  ]
  return writeCsv([header, ...rows.map((row) => cellsOf(row, papers))])
}

function cellsOf({ entity, facts, weight }: SharedEntity, papers: readonly Paper[]): (string | number)[] {
  const cells = papers.flatMap((paper) => {
    const fact = facts.find(({ paperId }) => paperId === paper.id)
    if (fact === undefined) return ['', '', '', '']
    return [fact.relation, fact.count, fact.salience, sentenceOf(quoteOf({ fact, paper }))]
  })
  return [entity.name, entity.kind, facts.length, weight, ...cells]
}

/**
 * Rows as RFC 4180 has them: fields in quotes, quotes in them doubled, lines ended by CR LF. A text that begins as a formula
 * does gets an apostrophe in front, so that no spreadsheet computes it (OWASP, "CSV injection"). Numbers stay as they are.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(writeField).join(',')}\r\n`).join('')
}

function writeField(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const harmless = /^\s*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/.test(value) ? `'${value}` : value
  return `"${harmless.replaceAll('"', '""')}"`
}
