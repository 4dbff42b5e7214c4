import { describe, expect, it } from 'vitest'
import { writeComparisonCsv, writeCsv } from '../../../schema/comparison-csv.ts'
import { COMPARED_ORDER } from '../../../src/graph/comparison.ts'
import { sliceOf } from '../../../src/graph/page.ts'
import type { PageRequest } from '../../../src/graph/page.ts'
import { buildEntity, buildFact, buildPaper } from '../../support/build.ts'

describe('CSV', () => {
  it('quotes texts, doubles quotes and ends lines as RFC 4180 says', () => {
    expect(
      writeCsv([
        ['a', 'b"c', 'd,e'],
        ['two\r\nlines', 1, -0.5],
      ]),
    ).toBe('"a","b""c","d,e"\r\n"two\r\nlines",1,-0.5\r\n')
    expect(writeCsv([])).toBe('')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '＋1', '－1', '＠x'])(
    'lets no spreadsheet compute %j',
    (text) => {
      expect(writeCsv([[text]])).toBe(`"'${text}"\r\n`)
    },
  )

  it.each(['a=1', 'over-fitting', '1', '(-1)', "'=1", ''])('leaves %j alone', (text) => {
    expect(writeCsv([[text]])).toBe(`"${text}"\r\n`)
  })
})

describe('a comparison as CSV', () => {
  const papers = [buildPaper('doi:a', { title: '=cmd', abstract: 'We say A.' }), buildPaper('doi:b', { title: 'B' })]
  const rows = Array.from({ length: 250 }, (_, n) => ({
    entity: buildEntity(`e${String(n).padStart(3, '0')}`),
    weight: 0.5,
    facts: [
      buildFact('doi:a', `e${n}`, { spans: [{ field: 'abstract', start: 7, end: 8, surface: 'A', kind: 'CONCEPT' }] }),
    ],
  }))
  const asked: PageRequest[] = []
  const read = async (page: PageRequest) => {
    asked.push(page)
    const from =
      page.cursor === null ? 0 : rows.findIndex((row) => COMPARED_ORDER.position(row)[1] === page.cursor?.[1]) + 1
    return sliceOf(page, rows.slice(from, from + page.limit + 1), null)
  }

  it('reads pages until it has enough', async () => {
    const lines = (await writeComparisonCsv(papers, 230, read)).split('\r\n')
    expect(asked.map(({ limit }) => limit)).toEqual([100, 100, 30])
    expect(lines).toHaveLength(1 + 230 + 1)
    expect(lines[0]).toContain(`"'=cmd: relation"`)
    expect(lines[230]).toBe('"e229","CONCEPT",1,0.5,"DISCUSSES",1,0.5,"We say A.","","","",""')
  })

  it('ends with the rows there are', async () => {
    expect((await writeComparisonCsv(papers, 1000, read)).split('\r\n')).toHaveLength(1 + 250 + 1)
  })
})
