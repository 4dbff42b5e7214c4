// What stands around the places of a term, counted once for all features that ask.
import type { Candidate } from './candidates.ts'
import type { Word } from './forms.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'
import { BIT } from './word-classes.ts'

/** Whether a word may stand inside a noun phrase. */
export const isNominal = (word: Word | undefined): boolean =>
  word !== undefined && (word.tag === 'N' || word.tag === 'P' || word.tag === 'J' || word.tag === 'G')

/** Where is looked, as the index of what {@link lookAround} finds there. */
const AT = {
  before: 0,
  /** Where an article is before the place, at what is before that. */
  beforeArticle: 1,
  /** At the two words before. */
  twoBefore: 2,
  after: 3,
  afterInAbstract: 4,
  /** Only at what may stand inside a noun phrase. */
  nounBefore: 5,
  nounAfter: 6,
  /** At tags rather than classes. */
  tagBefore: 7,
  tagAfter: 8,
} as const

/** What tags tell, a bit each. */
const TAG = { verb: 1, preposition: 2, stop: 4, noun: 8 } as const

/** What is counted: places whose neighbour is of a class. */
const COUNTS: readonly (readonly [name: string, where: number, bit: number])[] = [
  ['after-a', AT.before, BIT.a],
  ['after-the', AT.before, BIT.the],
  ['after-our', AT.before, BIT.our],
  ['after-own', AT.twoBefore, BIT.own],
  ['after-new', AT.twoBefore, BIT.fresh],
  ['after-of', AT.beforeArticle, BIT.of],
  ['after-using', AT.beforeArticle, BIT.using],
  ['after-for-on', AT.beforeArticle, BIT.for],
  ['after-such-as', AT.beforeArticle, BIT.as],
  ['after-verb', AT.tagBefore, TAG.verb],
  ['in-list', AT.before, BIT.list],
  ['in-brackets', AT.before, BIT.open],
  ['quoted', AT.before, BIT.quote],
  ['left-open', AT.tagBefore, TAG.noun],
  ['left-empty', AT.nounBefore, BIT.emptyModifier],
  ['before-list', AT.after, BIT.list],
  ['before-of', AT.after, BIT.of],
  ['before-bracket', AT.after, BIT.open],
  ['before-verb', AT.tagAfter, TAG.verb],
  ['before-preposition', AT.tagAfter, TAG.preposition],
  ['before-stop', AT.tagAfter, TAG.stop],
  ['wins', AT.afterInAbstract, BIT.wins],
  ['right-open', AT.tagAfter, TAG.noun],
  ['right-junk', AT.nounAfter, BIT.junkHead],
]

/** The names of what {@link sharesAround} counts, in order. */
export const AROUND: readonly string[] = COUNTS.map(([name]) => name)
const NONE: readonly number[] = COUNTS.map(() => 0)
const NOTHING = { bit: 0, index: 0 }

/** What is asked of each place where is looked: the bits of all its counts, then each bit with the index of its count. */
const ASKED = Object.values(AT).map((where) => {
  const counts = COUNTS.flatMap(([, at, bit], index) => (at === where ? [{ bit, index }] : []))
  return { bits: counts.reduce((all, { bit }) => all | bit, 0), counts }
})

/** For each of {@link AROUND} the share of a term's places where it holds. */
export function sharesAround({ places }: Term, reading: Reading): readonly number[] {
  const shares = NONE.slice()
  const share = 1 / places.length
  for (const place of places) {
    const found = lookAround(place, reading.wordsAround(place))
    for (let where = 0; where < ASKED.length; where += 1) {
      const asked = ASKED[where]
      const bits = (found[where] ?? 0) & (asked?.bits ?? 0)
      // Most neighbours are of none of the classes.
      if (bits === 0 || asked === undefined) continue
      for (let i = 0; i < asked.counts.length; i += 1) {
        const { bit, index } = asked.counts[i] ?? NOTHING
        if ((bits & bit) !== 0) shares[index] = Math.fround((shares[index] ?? 0) + share)
      }
    }
  }
  return shares
}

/** What stands around a place, in the order of {@link AT}. */
function lookAround({ field, from, to }: Candidate, sentence: readonly Word[]): readonly number[] {
  const before = from > 0 ? sentence[from - 1] : undefined
  const after = sentence[to]
  const last = classesOf(before)
  const second = from > 1 ? classesOf(sentence[from - 2]) : 0
  const next = classesOf(after)
  return [
    last,
    before?.tag === 'D' ? second : last,
    last | second,
    next,
    field === 'abstract' ? next : 0,
    isNominal(before) ? last : 0,
    isNominal(after) ? next : 0,
    before === undefined ? 0 : tagBit(before),
    after === undefined ? TAG.stop : tagBit(after),
  ]
}

const classesOf = (word: Word | undefined): number => (word === undefined ? 0 : word.form.classes)

function tagBit(word: Word): number {
  if (isNominal(word)) return TAG.noun
  return word.tag === 'V' ? TAG.verb : word.tag === 'A' ? TAG.preposition : word.tag === 'S' ? TAG.stop : 0
}
