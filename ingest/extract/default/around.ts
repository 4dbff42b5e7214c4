// What stands around the places of a term, counted once for all features that ask.
import type { Word } from './forms.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'
import { BIT } from './word-classes.ts'

/** The classes of a word, a bit each. */
const maskOf = (word: Word | undefined): number => (word === undefined ? 0 : word.form.classes)

/** What is counted: the neighbours are `p` before a place (`q` before its article, `o` two before it) and `n` after it. */
interface Neighbours {
  readonly p: number
  readonly q: number
  readonly o: number
  readonly n: number
  readonly before: Word | undefined
  readonly after: Word | undefined
  readonly inAbstract: boolean
}

/** Whether a word may stand inside a noun phrase. */
export const isNominal = (word: Word | undefined): boolean =>
  word !== undefined && (word.tag === 'N' || word.tag === 'P' || word.tag === 'J' || word.tag === 'G')

const COUNTS: readonly (readonly [name: string, holds: (around: Neighbours) => boolean])[] = [
  ['after-a', ({ p }) => (p & BIT.a) !== 0],
  ['after-the', ({ p }) => (p & BIT.the) !== 0],
  ['after-our', ({ p }) => (p & BIT.our) !== 0],
  ['after-own', ({ p, o }) => ((p | o) & BIT.own) !== 0],
  ['after-new', ({ p, o }) => ((p | o) & BIT.fresh) !== 0],
  ['after-of', ({ q }) => (q & BIT.of) !== 0],
  ['after-using', ({ q }) => (q & BIT.using) !== 0],
  ['after-for-on', ({ q }) => (q & BIT.for) !== 0],
  ['after-such-as', ({ q }) => (q & BIT.as) !== 0],
  ['after-verb', ({ before }) => before?.tag === 'V'],
  ['in-list', ({ p }) => (p & BIT.list) !== 0],
  ['in-brackets', ({ p }) => (p & BIT.open) !== 0],
  ['quoted', ({ p }) => (p & BIT.quote) !== 0],
  ['left-open', ({ before }) => isNominal(before)],
  ['left-empty', ({ p, before }) => (p & BIT.emptyModifier) !== 0 && isNominal(before)],
  ['before-list', ({ n }) => (n & BIT.list) !== 0],
  ['before-of', ({ n }) => (n & BIT.of) !== 0],
  ['before-bracket', ({ n }) => (n & BIT.open) !== 0],
  ['before-verb', ({ after }) => after?.tag === 'V'],
  ['before-preposition', ({ after }) => after?.tag === 'A'],
  ['before-stop', ({ after }) => after === undefined || after.tag === 'S'],
  ['wins', ({ n, inAbstract }) => inAbstract && (n & BIT.wins) !== 0],
  ['right-open', ({ after }) => isNominal(after)],
  ['right-junk', ({ n, after }) => (n & BIT.junkHead) !== 0 && isNominal(after)],
]

/** The names of what {@link sharesAround} counts, in order. */
export const AROUND: readonly string[] = COUNTS.map(([name]) => name)
const HOLDS = COUNTS.map(([, holds]) => holds)

/** For each of {@link AROUND} the share of a term's places where it holds. */
export function sharesAround({ places }: Term, reading: Reading): readonly number[] {
  const shares = COUNTS.map(() => 0)
  for (const place of places) {
    const sentence = reading.wordsAround(place)
    const before = place.from > 0 ? sentence[place.from - 1] : undefined
    const after = sentence[place.to]
    const p = maskOf(before)
    const o = place.from > 1 ? maskOf(sentence[place.from - 2]) : 0
    const q = before?.tag === 'D' ? o : p
    const around = { p, q, o, n: maskOf(after), before, after, inAbstract: place.field === 'abstract' }
    for (let i = 0; i < HOLDS.length; i += 1)
      if (HOLDS[i]?.(around) === true) shares[i] = Math.fround((shares[i] ?? 0) + 1 / places.length)
  }
  return shares
}
