import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complete, MATCHES } from '../../src/graph/complete.ts'
import type { Match } from '../../src/graph/complete.ts'
import { ENTITY_KINDS } from '../../src/graph/entities.ts'
import type { EntityKind } from '../../src/graph/entities.ts'
import { nameKey } from '../../src/graph/names.ts'
import { searchTerms } from '../../src/graph/search.ts'
import { buildAlias, buildEntity, buildPatch, buildRemoval } from '../support/build.ts'
import { compareBytes } from './model.ts'
import type { World } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, HIGH, termsOf, WORLD } from './world.ts'

const distances = new Map<string, number>()

/** Optimal string alignment by its definition. */
function distance(a: string, b: string): number {
  const known = distances.get(`${a} ${b}`)
  if (known !== undefined) return known
  const found = computeDistance(a, b)
  distances.set(`${a} ${b}`, found)
  return found
}

function computeDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const same = a.at(-1) === b.at(-1) ? 0 : 1
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
  return Math.min(
    distance(a.slice(0, -1), b.slice(0, -1)) + same,
    ...(same === 0 ? [] : [distance(a.slice(0, -1), b) + 1, distance(a, b.slice(0, -1)) + 1]),
    ...(swapped ? [distance(a.slice(0, -2), b.slice(0, -2)) + 1] : []),
  )
}

/** Whether a typed word may be a slip for a term: one in 3 to 7 letters, in 3 a swap; two in more, which may also be a beginning. */
function isNear(typed: string, term: string): boolean {
  if (typed.length === 3) return typed === term || isSwapOf(typed, term)
  if (typed.length < 4 || Math.abs(typed.length - term.length) > 20) return typed === term
  if (typed.length < 8) return Math.abs(typed.length - term.length) < 2 && distance(typed, term) <= 1
  return Array.from({ length: term.length }, (_, i) => term.slice(0, i + 1)).some(
    (part) =>
      (part === term || part.length >= 7) && Math.abs(part.length - typed.length) <= 2 && distance(typed, part) <= 2,
  )
}

function isSwapOf([a = '', b = '', c = '']: string, term: string): boolean {
  return [`${b}${a}${c}`, `${a}${c}${b}`].includes(term)
}

/** What completion must answer, by going through everything. */
function expected(
  { entities, aliases }: Pick<World, 'entities' | 'aliases'>,
  text: string,
  kinds: readonly EntityKind[],
) {
  const norm = nameKey(text.replace(/[+#*]/g, ' '))
  const typed = searchTerms(text)
  const has = (surface: string, fits: (typed: string, term: string, isLast: boolean) => boolean) =>
    typed.every((word, i) => searchTerms(surface).some((term) => fits(word, term, i === typed.length - 1)))
  const begins = (word: string, term: string, isLast: boolean) => (isLast ? term.startsWith(word) : term === word)
  const tests: Readonly<Record<Match, (alias: (typeof aliases)[number]) => boolean>> = {
    EXACT: (alias) => alias.norm === norm,
    PREFIX: (alias) => alias.norm.startsWith(norm),
    WORD: ({ surface }) => has(surface, begins),
    TYPO: ({ surface }) => has(surface, (word, term, isLast) => begins(word, term, isLast) || isNear(word, term)),
  }
  if (typed.length === 0) return []
  return entities
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .flatMap((entity) => {
      const own = aliases
        .filter(({ entityId }) => entityId === entity.id)
        .toSorted((a, b) => b.count - a.count || compareBytes(a.surface, b.surface))
      const match = MATCHES.find((match) => own.some(tests[match]))
      return match === undefined ? [] : [{ entity, match, surface: own.find(tests[match])?.surface }]
    })
    .toSorted(
      (a, b) =>
        MATCHES.indexOf(a.match) - MATCHES.indexOf(b.match) ||
        b.entity.paperCount - a.entity.paperCount ||
        compareBytes(a.entity.id, b.entity.id),
    )
}

const TEXTS = [
  'g',
  'gr',
  'graph',
  'grpah',
  'grap',
  'attentoin',
  'descent grad',
  'stochstic gradeint',
  'gradient decsent',
]
const MORE = [
  'floodset',
  'flodset',
  'constrctor',
  'konstructor',
  'wave for',
  'waveform',
  'sdg',
  'SGD',
  '__proto__',
  'knowl gra',
]
const ODD = [
  '',
  ' ',
  '*',
  'graph*',
  '"graph',
  "gra' OR 1=1",
  'a AND',
  HIGH,
  ASTRAL,
  'É',
  'e\u0301',
  '\u0000',
  'graph\u0000',
  '%',
  '_',
  'x'.repeat(100),
]

describe('completion', () => {
  const store = useWorld()

  test.each([...termsOf(WORLD).flatMap((term) => [term, term.slice(0, 4)]), ...TEXTS, ...MORE, ...ODD])(
    'A1 A2 A3 A4 as going through everything finds: %s',
    async (text) => {
      const filters: readonly (readonly EntityKind[])[] = [[], ['METHOD'], ['CONCEPT', 'TASK'], ENTITY_KINDS]
      for (const kinds of filters) {
        const all = expected(WORLD, text, kinds)
        for (const first of [0, 1, 2, 3, 50]) {
          const found = await complete(text, kinds, first, store())
          expect(found.map(({ entity, match, alias }) => ({ entity, match, surface: alias.alias.surface }))).toEqual(
            all.slice(0, first),
          )
        }
      }
    },
  )

  test('A5 highlights stand in the alias', async () => {
    const cut = async (text: string) =>
      (await complete(text, [], 3, store())).map(({ match, alias: { alias, highlights } }) => ({
        match,
        words: highlights.map(({ start, end }) => alias.surface.slice(start, end)),
      }))
    expect(await cut('stochastic gra')).toEqual([{ match: 'PREFIX', words: ['stochastic gra'] }])
    expect(await cut('gradient')).toEqual([
      { match: 'PREFIX', words: ['gradient'] },
      { match: 'WORD', words: ['gradient'] },
    ])
    expect(await cut('stochastic descnt')).toEqual([{ match: 'TYPO', words: ['stochastic', 'descent'] }])
    expect(await cut('sgd')).toEqual([{ match: 'EXACT', words: ['SGD'] }])
  })
})

describe('completion after changes', () => {
  const store = useEmpty()

  test('A6 what was removed is not suggested, and what is put again is', async () => {
    const rows = { entities: [buildEntity('kernel')], aliases: [buildAlias('kernel', 'kernel')] }
    const ids = async (text: string) => (await complete(text, [], 5, store())).map(({ entity }) => entity.id)
    await store().apply(buildPatch(rows))
    expect(await ids('kernle')).toEqual(['kernel'])
    await store().apply(buildRemoval(rows))
    expect(await ids('kernle')).toEqual([])
    await store().apply(buildPatch(rows))
    expect(await ids('kernle')).toEqual(['kernel'])
  })

  test('A1 A2 A3 A4 in any graph', { timeout: 120_000 }, async () => {
    const letter = fc.constantFrom('a', 'b', 'c')
    const word = fc.array(letter, { minLength: 1, maxLength: 9 }).map((letters) => letters.join(''))
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
    const named = fc.uniqueArray(name, { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(named, fc.array(name, { minLength: 1, maxLength: 5 }), async (names, texts) => {
        const entities = names.map((_, i) => buildEntity(`e${i}`, { paperCount: 1 + (i % 3) }))
        const aliases = names.map((name, i) => buildAlias(`e${i}`, name))
        await store().apply(buildPatch({ entities, aliases }))
        for (const text of texts) {
          const found = await complete(text, [], 50, store())
          expect(found.map(({ entity, match }) => [entity.id, match])).toEqual(
            expected({ entities, aliases }, text, []).map(({ entity, match }) => [entity.id, match]),
          )
        }
        await store().apply(buildRemoval({ entities }))
      }),
      { numRuns: 25, seed: 20260101 },
    )
  })
})
