// Golden cases: an input beside what it is read as. To add one, put an input here and run with GOLDEN=write.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SourceItem } from '../../../ingest/record.ts'
import { SOURCES } from '../../../ingest/sources/index.ts'
import { readItems } from '../../unit/ingest/memory-inputs.ts'

const EXPECTED = '.expected.md'

/** What was read, for people: a section a record, a line a problem, in the order in which they came. */
function describeItems(items: readonly SourceItem[]): string {
  return items
    .map((item) => {
      if (item.type === 'problem') {
        const { line, severity, code, message, excerpt } = item.problem
        return `- line ${line}, ${severity} \`${code}\`: ${message}${excerpt === '' ? '' : ` «${excerpt}»`}\n`
      }
      const { title, abstract, origin, ...rest } = item.record
      const said = Object.entries(rest).filter(
        ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
      )
      const fields = said.map(([name, value]) => `- ${name}: ${JSON.stringify(value)}\n`)
      return `## ${title}\n\nLines ${origin.firstLine} to ${origin.lastLine}.\n\n${fields.join('')}${fields.length > 0 ? '\n' : ''}${abstract}\n`
    })
    .join('\n')
}

describe.each(SOURCES.map(({ name }) => name))('%s', (format) => {
  const folder = join(import.meta.dirname, format)
  const files = readdirSync(folder)
  const inputs = files.filter((file) => !file.endsWith(EXPECTED))

  test.each(inputs)('%s', async (file) => {
    const found = describeItems(await readItems(file, readFileSync(join(folder, file))))
    const expected = join(folder, file.slice(0, -extname(file).length) + EXPECTED)
    if (process.env['GOLDEN'] === 'write') writeFileSync(expected, found)
    expect(found).toBe(readFileSync(expected, 'utf8'))
  })

  test('every expectation has its input', () => {
    const names = new Set(inputs.map((file) => file.slice(0, -extname(file).length)))
    expect(files.filter((file) => file.endsWith(EXPECTED) && !names.has(file.slice(0, -EXPECTED.length)))).toEqual([])
  })
})
