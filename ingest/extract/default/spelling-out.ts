// Spelling out: which words the letters of a short form stand for.
//
// After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003: the
// letters are looked for in the words before, the first one at the start of a word. Refined here: of all readings the likeliest is
// taken (`alignment.ts`), and none if that is a coincidence; a plural `s` or a year of the short form need not be in the long one;
// words after the last letter are not part of what is spelled.
import { alignLetters } from './alignment.ts'
import type { Alignment, Token } from './alignment.ts'

/** A stretch of a text, `text.slice(start, end)`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

const TOKEN = /[\p{L}\p{N}\p{M}\p{So}+#_]+/gu
const SMALL_WORD = /^(?:of|and|for|the|in|on|to|with|by|a|an|as|at|via|from|or|de)$/
/** Nouns behind a name that are no part of it: "adversarial soft prompt tuning method (AdSPT)". */
const GENERIC =
  /^(?:algorithm|approach|architecture|framework|function|mechanism|method|methodology|model|module|problem|procedure|scheme|setting|strategy|system|task|technique)s?$/
/** How many words may follow the last letter: "the long short-term memory neural network (LSTM)"; more, if "of" or its like is the first. */
const TAIL = 3
const LONG_TAIL = 4
/** What a generic one of these costs, one of a compound that has begun, any other, and any other after nothing but initials. */
const GENERIC_TAIL = 0.3
const COMPOUND_TAIL = 0.3
const OTHER_TAIL = 0.8
const INITIALS_TAIL = 0.5
/** By initials alone, but for a word such as "of". */
const EXACT = 0.1
/** A reading without the number at its end, or by what it stands for. */
const READ_OTHERWISE = 0.3
/** What a reading may cost, and how much more with each word that has a letter. */
const FREE = 0.6
const FREE_BY_WORD = 0.45

/** A reading and all that speaks against it. */
interface Reading extends Alignment {
  readonly price: number
  readonly isByInitials: boolean
}

/** What a short form stands for among the words from `from` to the end of a text; `null` for nothing. */
export function spellOut(short: string, text: string, from: number): Stretch | null {
  const attempts = attemptsOf(short)
  const tokens = tokensOf(text, from).slice(-(mostWords(attempts) + LONG_TAIL))
  const readTo = readIn(tokens, attempts)
  let best: Reading | null = null
  for (let tail = 0; tail <= LONG_TAIL && tail < tokens.length && best?.price !== 0; tail += 1) {
    const last = tokens.length - 1 - tail
    if (tail > TAIL && tokens[last + 1]?.isSmall !== true) continue
    for (const found of readTo(last)) {
      const price = found.price + tailPrice(tokens.slice(last + 1), found)
      if (best === null || price < best.price) best = { ...found, price }
    }
  }
  if (best === null || isCoincidence(best)) return null
  const { isByInitials, words } = best
  // Initials leave nothing open, and no more does the one word that is shortened. Else what follows is a part of it: "fractional-order
  // graph neural dynamical network (FROND)".
  const isClosed =
    (isByInitials || words === 1) &&
    tokens.slice(best.last + 1).every(({ isSmall, lower }) => !isSmall || lower === 'or')
  return stretchOf(text, tokens, best, tokens.length - 1, isClosed)
}

/** The start of a text that a short form stands for; `null` where the text does not start with it. */
export function spellsWhole(short: string, text: string, byInitials = false): Stretch | null {
  const attempts = attemptsOf(short)
  const tokens = tokensOf(text, 0).slice(0, mostWords(attempts))
  const readTo = readIn(tokens, attempts)
  let best: Reading | null = null
  for (const [last, { isSmall }] of tokens.entries()) {
    if (isSmall) continue
    for (const found of readTo(last)) if (found.first === 0 && (best === null || found.price < best.price)) best = found
  }
  if (best === null || isCoincidence(best) || (byInitials && best.cost > 0)) return null
  if (best.isByInitials) return stretchOf(text, tokens, best, best.last, true)
  // "hierarchical table dataset for …": so much more belongs to it.
  const after = tokens.slice(best.last + 1)
  const rest = after.findIndex(
    ({ isSmall, lower }) => isSmall || /^(?:are|based|can|is|over|through|under|using|without)$/.test(lower),
  )
  const more = rest < 0 ? after.length : rest
  return stretchOf(text, tokens, best, best.last + (more < TAIL ? more : 0), false)
}

const mostWords = ([{ letters } = NOTHING]: readonly Attempt[]): number =>
  Math.min(letters.length + 5, letters.length * 2) + 1

/** Tells the readings that end in a token. */
function readIn(tokens: readonly Token[], attempts: readonly Attempt[]): (last: number) => readonly Reading[] {
  const aligned = attempts.map((attempt) => ({ ...attempt, readTo: alignLetters(tokens, attempt.letters) }))
  return (last) =>
    aligned.flatMap(({ letters, readOtherwise, readTo }) => {
      const found = readTo(last)
      if (found === null) return []
      const isByInitials = found.cost <= EXACT && found.words === letters.length
      return [{ ...found, isByInitials, price: found.cost + (readOtherwise ? READ_OTHERWISE : 0) }]
    })
}

function tailPrice(tail: readonly Token[], { isByInitials }: Reading): number {
  let price = 0
  for (const [i, token] of tail.entries()) {
    if (i === 0 && token.isHyphened) price += COMPOUND_TAIL
    else if (!token.isSmall) price += isNoPart(token) ? GENERIC_TAIL : isByInitials ? INITIALS_TAIL : OTHER_TAIL
  }
  return price
}

const isCoincidence = ({ words, price }: Reading): boolean => price > FREE + FREE_BY_WORD * words

/** From the first word that is read to the last one up to token `to` that is part of the name. */
function stretchOf(
  text: string,
  tokens: readonly Token[],
  { first, last }: Reading,
  to: number,
  isClosed: boolean,
): Stretch {
  const end = isClosed ? last : tokens.findLastIndex((token, i) => i <= last || (i <= to && !isNoPart(token)))
  return { start: tokens[first]?.start ?? 0, end: compoundEnd(text, tokens[end]?.end ?? 0) }
}

/** "soft prompt tuning method", "unequal error protection FEC". */
const isNoPart = ({ lower, text }: Token): boolean => GENERIC.test(lower) || /^\p{Lu}{2,}s?$/u.test(text)

/** Letters that a short form can be read by. */
interface Attempt {
  readonly letters: readonly string[]
  readonly readOtherwise: boolean
}
const NOTHING: Attempt = { letters: [], readOtherwise: false }

/** The letters of a short form in the ways they can be read: all, without a plural ending, without a year or number at its end, by a number. */
function attemptsOf(short: string): readonly Attempt[] {
  const stem = short.replace(/['\u2019]s$/u, 's')
  const plain = [stem, ...(/.s$/.test(stem) ? [stem.slice(0, -1)] : [])]
  const others = [
    stem.replace(/(?:[-'\u2019]\d+|\d\d+)$/u, ''),
    // "A3C": asynchronous advantage actor-critic.
    stem.replace(/(\p{L})([2-5])(?!\d)/gu, (_, letter: string, count: string) => letter.repeat(Number(count))),
  ]
  return [...new Set([...plain, ...others])]
    .map((form, i): Attempt => {
      return {
        letters: Array.from(withoutMarks(form.replace(/[^\p{L}\p{N}]/gu, ''))),
        readOtherwise: i >= plain.length,
      }
    })
    .filter(({ letters }, i) => i === 0 || letters.length > 1)
}

function tokensOf(text: string, from: number): readonly Token[] {
  return [...text.slice(from).matchAll(TOKEN)].map(({ 0: word, index }) => {
    const [start, lower] = [from + index, withoutMarks(word.toLowerCase())]
    return {
      start,
      end: start + word.length,
      text: word,
      lower,
      isSmall: SMALL_WORD.test(lower),
      isHyphened: start > from && /[\p{L}\p{N}][-\u2010\u2011]$/u.test(text.slice(0, start).slice(-2)),
    }
  })
}

/** "Łojasiewicz" is shortened to an L. Every letter keeps its place. */
const withoutMarks = (word: string): string =>
  /^\p{ASCII}*$/u.test(word)
    ? word
    : word.replace(/[^\p{ASCII}]/gu, (letter) =>
        letter === 'ł' ? 'l' : letter === 'Ł' ? 'L' : (letter.normalize('NFD')[0] ?? letter),
      )

/** "vision-language pre-training": a compound ends where its last part does; "Gaussian process-based" says what is based on it. */
const compoundEnd = (text: string, at: number): number =>
  at +
  (/^(?:[-\u2010\u2011](?!(?:aware|based|driven|guided|like|style)\b)[\p{L}\p{N}]+)*/iu.exec(text.slice(at))?.[0]
    .length ?? 0)
