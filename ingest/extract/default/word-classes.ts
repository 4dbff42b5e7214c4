// Classes of words: those that stand around names and tell something of them, and the lists that a word itself may be in.
import { saysHowMade } from './letters.ts'
import * as generic from './lexicon/generic.ts'
import { BASE_VERBS, DETERMINERS, PLAIN_VERBS, THIRD_PERSONS, wordSet } from './lexicon/grammar.ts'
import * as heads from './lexicon/heads.ts'

/** A bit for each class. */
export const BIT = {
  a: 1 << 0,
  the: 1 << 1,
  our: 1 << 2,
  own: 1 << 3,
  fresh: 1 << 4,
  of: 1 << 5,
  using: 1 << 6,
  for: 1 << 7,
  as: 1 << 8,
  list: 1 << 9,
  open: 1 << 10,
  quote: 1 << 11,
  wins: 1 << 12,
  emptyModifier: 1 << 13,
  lightModifier: 1 << 14,
  vagueModifier: 1 << 15,
  determiner: 1 << 16,
  baseVerb: 1 << 17,
  thirdPerson: 1 << 18,
  plainVerb: 1 << 19,
  junkHead: 1 << 20,
  weakHead: 1 << 21,
  bareHead: 1 << 22,
  vagueHead: 1 << 23,
  hopelessHead: 1 << 24,
  neverAlone: 1 << 25,
  comparing: 1 << 26,
  baseline: 1 << 27,
  naming: 1 << 28,
} as const

/** Words and the class that they are of. */
type List = readonly [bit: number, words: ReadonlySet<string>]

/** Of words in lower case. */
const WORDS: readonly List[] = [
  [BIT.a, wordSet('a an')],
  [BIT.the, wordSet('the')],
  [BIT.our, wordSet('our this these those such its their')],
  [BIT.own, wordSet('our proposed')],
  [
    BIT.fresh,
    wordSet('new novel simple first efficient general principled practical unified proposed our improved alternative'),
  ],
  [BIT.of, wordSet('of')],
  [BIT.using, wordSet('using via by with through use uses used apply leverage employ')],
  [BIT.for, wordSet('for on in to from under')],
  [BIT.as, wordSet('as e.g e.g. including like namely called dubbed termed')],
  [BIT.list, wordSet('and or ,')],
  [BIT.open, wordSet('(')],
  [BIT.quote, wordSet('" \' ` \u201C')],
  [
    BIT.wins,
    wordSet(`outperform outperforms outperformed achieve achieves achieved improve improves reduce reduces enable enables allow
    allows lead leads learn learns use uses leverage leverages combine combines consist consists provide provides can significantly
    consistently is work works require requires addresses extend extends yield yields obtain obtains`),
  ],
  [
    BIT.comparing,
    wordSet(`outperform outperforms outperforming outperformed beat beats beating surpass surpasses surpassing surpassed exceed exceeds
    exceeding exceeded unlike versus vs than rival rivals rivaling compare compares compared comparing comparison comparable contrast
    baseline baselines competitor competitors competitive alternative alternatives over`),
  ],
  [BIT.baseline, wordSet('baseline baselines counterpart counterparts competitor competitors')],
  [BIT.naming, wordSet('named called termed dubbed')],
  [BIT.emptyModifier, generic.EMPTY_MODIFIERS],
  [BIT.lightModifier, generic.LIGHT_MODIFIERS],
  [BIT.vagueModifier, generic.VAGUE_MODIFIERS],
  [BIT.determiner, DETERMINERS],
  [BIT.baseVerb, BASE_VERBS],
  [BIT.thirdPerson, THIRD_PERSONS],
  [BIT.plainVerb, PLAIN_VERBS],
]

/** Of singulars. */
const HEADS: readonly List[] = [
  [BIT.junkHead, generic.JUNK_HEADS],
  [BIT.weakHead, generic.WEAK_HEADS],
  [BIT.bareHead, generic.BARE_HEADS],
  [BIT.vagueHead, generic.VAGUE_HEADS],
  [BIT.hopelessHead, generic.HOPELESS_HEADS],
  [BIT.neverAlone, generic.NEVER_ALONE],
]

/** A bit for each list of what names end in. */
export const HEAD = {
  junk: 1 << 0,
  weak: 1 << 1,
  bare: 1 << 2,
  lightTail: 1 << 3,
  method: 1 << 4,
  strongMethod: 1 << 5,
  concept: 1 << 6,
  strongConcept: 1 << 7,
  task: 1 << 8,
} as const

const HEADS_OF_NAMES: readonly List[] = [
  [HEAD.junk, generic.JUNK_HEADS],
  [HEAD.weak, generic.WEAK_HEADS],
  [HEAD.bare, generic.BARE_HEADS],
  [HEAD.lightTail, heads.LIGHT_TAILS],
  [HEAD.method, heads.METHOD_HEADS],
  [HEAD.strongMethod, heads.STRONG_METHOD_HEADS],
  [HEAD.concept, heads.CONCEPT_HEADS],
  [HEAD.strongConcept, heads.STRONG_CONCEPT_HEADS],
  [HEAD.task, heads.TASK_HEADS],
]

/** One table for many lists: a word is looked up once. */
function tabulate(lists: readonly List[]): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const [bit, words] of lists) for (const word of words) table.set(word, (table.get(word) ?? 0) | bit)
  return table
}

const OF_WORD = tabulate(WORDS)
const OF_HEAD = tabulate(HEADS)
const OF_NAME = tabulate(HEADS_OF_NAMES)

/** The classes of a word, a bit each. */
export const classesOf = (lower: string, singular: string): number =>
  (OF_WORD.get(lower) ?? 0) |
  (OF_HEAD.get(singular) ?? 0) |
  (saysHowMade(lower) ? BIT.emptyModifier : 0) |
  (isPrefixedVerb(lower) ? BIT.baseVerb : 0)

/** The lists that the head of a name is in, a bit each. */
export const headClassesOf = (head: string): number => OF_NAME.get(head) ?? 0

/** "over-rely", "re-plan", "over-memorize": a verb though its compound is in no list. */
function isPrefixedVerb(lower: string): boolean {
  const [, verb] = (lower.includes('-') ? PREFIXED.exec(lower) : null) ?? []
  return verb !== undefined && (BASE_VERBS.has(verb) || /\p{L}{3}(?:ize|ise|ify)$/u.test(verb))
}
const PREFIXED = /^(?:co|mis|out|over|pre|re|under)-(\p{L}+)$/u
