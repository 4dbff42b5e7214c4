// Candidates: pairs of entities whose names suggest that they are one thing.
import type { Alias } from '../graph/entities.ts'
import type { EntityId } from '../graph/ids.ts'
import { compareText } from '../graph/page.ts'
import { searchTerms } from '../graph/search.ts'

/** How two names resemble each other, the strongest first. */
const RESEMBLANCES = ['SAME_NAME', 'SPELLING', 'WORD_ORDER', 'ACRONYM'] as const
export type Resemblance = (typeof RESEMBLANCES)[number]

/** Two entities, `a < b`, with the names that resemble each other most. */
export interface Candidate {
  readonly a: EntityId
  readonly b: EntityId
  readonly resemblance: Resemblance
  readonly nameOfA: string
  readonly nameOfB: string
}

/** Shorter keys have neighbours that are words of their own. */
const MIN_LETTERS = 8
/** What more entities share says nothing about two of them. */
const MAX_SHARING = 6

/** All candidates, the strongest resemblance first, then by ids. A pair comes once. */
export function findCandidates(aliases: readonly Alias[]): readonly Candidate[] {
  const best = new Map<string, Candidate>()
  const add = (resemblance: Resemblance, one: Alias, other: Alias): void => {
    if (one.entityId === other.entityId) return
    const [first, second] = compareText(one.entityId, other.entityId) < 0 ? [one, other] : [other, one]
    const key = `${first.entityId}\n${second.entityId}`
    const known = best.get(key)
    if (known !== undefined && RESEMBLANCES.indexOf(known.resemblance) <= RESEMBLANCES.indexOf(resemblance)) return
    const names = { nameOfA: first.surface, nameOfB: second.surface }
    best.set(key, { a: first.entityId, b: second.entityId, resemblance, ...names })
  }
  const sorted = aliases.toSorted(
    (x, y) => y.count - x.count || compareText(x.entityId, y.entityId) || compareText(x.surface, y.surface),
  )
  for (const group of groupsOf(sorted, ({ norm }) => [norm])) forPairs(group, (x, y) => add('SAME_NAME', x, y))
  for (const group of groupsOf(sorted, wordsOf)) forPairs(group, (x, y) => add('WORD_ORDER', x, y))
  for (const group of groupsOf(sorted, slipsOf)) {
    forPairs(group, (x, y) => {
      if (isSlip(x.norm, y.norm)) add('SPELLING', x, y)
    })
  }
  const byInitials = Map.groupBy(sorted, ({ surface }) => initialsOf(surface) ?? '')
  for (const short of sorted) {
    if (!/^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(short.surface)) continue
    const longs = byInitials.get(short.norm) ?? []
    // What is known to be short for something need not be short for something else.
    if (longs.some(({ entityId }) => entityId === short.entityId)) continue
    for (const long of longs) add('ACRONYM', short, long)
  }
  return [...best.values()].sort(
    (x, y) =>
      RESEMBLANCES.indexOf(x.resemblance) - RESEMBLANCES.indexOf(y.resemblance) ||
      compareText(x.a, y.a) ||
      compareText(x.b, y.b),
  )
}

/** Aliases that share a key; of each entity one a key. */
function groupsOf(aliases: readonly Alias[], keysOf: (alias: Alias) => readonly string[]): Iterable<readonly Alias[]> {
  const groups = new Map<string, Map<EntityId, Alias>>()
  for (const alias of aliases) {
    for (const key of keysOf(alias)) {
      const group = groups.get(key) ?? new Map<EntityId, Alias>()
      if (!group.has(alias.entityId)) groups.set(key, group.set(alias.entityId, alias))
    }
  }
  return [...groups.values()]
    .filter(({ size }) => size > 1 && size <= MAX_SHARING)
    .map((group) => Array.from(group.values()))
}

function forPairs(group: readonly Alias[], see: (one: Alias, other: Alias) => void): void {
  group.forEach((one, i) => {
    for (const other of group.slice(i + 1)) see(one, other)
  })
}

/** Its words in alphabetical order, where there are several. */
function wordsOf({ surface }: Alias): readonly string[] {
  const words = searchTerms(surface)
  return words.length < 2 ? [] : [words.toSorted().join(' ')]
}

/** The key itself and all forms with one letter left out: keys one slip apart share one. */
function slipsOf({ norm }: Alias): readonly string[] {
  if (norm.length < MIN_LETTERS || !/^\p{L}+$/u.test(norm)) return []
  return [norm, ...Array.from({ length: norm.length }, (_, at) => norm.slice(0, at) + norm.slice(at + 1))]
}

/** One letter missing, too many, wrong, or swapped with its neighbour; not the first, which makes another word. */
function isSlip(one: string, other: string): boolean {
  if (one === other || one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  let end = 0
  while (end < Math.min(one.length, other.length) - from && one.at(-1 - end) === other.at(-1 - end)) end++
  const [x, y] = [one.slice(from, one.length - end), other.slice(from, other.length - end)]
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0])
}

/** The key of the acronym that a name of several words would have. */
function initialsOf(surface: string): string | null {
  const words = surface.toLowerCase().match(/\p{L}[\p{L}\p{N}]*/gu) ?? []
  const full = words.filter((word) => !/^(?:of|the|and|for|in|on|with|a|an)$/.test(word))
  return full.length < 2 ? null : full.map((word) => word[0] ?? '').join('')
}
