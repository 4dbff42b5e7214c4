// Golden cases: small inputs beside what comes of them, for people to read. GOLDEN=write rewrites what is expected.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const INPUT = '.txt'
const EXPECTED = '.expected.md'

/**
 * Runs every `<phenomenon>/<case>.txt` below a folder against `<case>.expected.md` beside it. A file that is neither fails,
 * and so does an expectation that has lost its input.
 */
export function runGoldens(folder: string, render: (input: string) => Promise<string>): void {
  const phenomena = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  describe.each(phenomena.map(({ name }) => name))('%s', (phenomenon) => {
    const files = readdirSync(join(folder, phenomenon))
    const cases = files.filter((file) => file.endsWith(INPUT)).map((file) => file.slice(0, -INPUT.length))

    test.each(cases)('%s', async (name) => {
      const path = join(folder, phenomenon, name)
      const found = await render(readFileSync(path + INPUT, 'utf8'))
      if (process.env['GOLDEN'] === 'write') writeFileSync(path + EXPECTED, found)
      expect(existsSync(path + EXPECTED), `${name}${EXPECTED} is missing; GOLDEN=write makes it`).toBe(true)
      expect(found).toBe(readFileSync(path + EXPECTED, 'utf8'))
    })

    test('holds nothing but inputs and their expectations', () => {
      expect(cases.length).toBeGreaterThan(0)
      const belonging = new Set(cases.flatMap((name) => [name + INPUT, name + EXPECTED]))
      expect(files.filter((file) => !belonging.has(file))).toEqual([])
    })
  })
}

/** The papers of an input: each a title line and abstract lines, parted by empty lines. */
export function papersOf(input: string): readonly { readonly title: string; readonly abstract: string }[] {
  return input
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const [title = '', ...abstract] = block.split('\n')
      return { title, abstract: abstract.join(' ') }
    })
}
