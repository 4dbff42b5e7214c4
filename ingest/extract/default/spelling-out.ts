// Spelling out: which words the letters of a short form stand for.
//
// After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003: the
// letters are looked for from the right in the words, the first one at the start of a word. Refined here: where the letters can be
// read as initials they are; a plural `s` or a year of the short form need not be in the long one; a compound is not cut in two;
// words after the last letter are not part of what is spelled.

/** A stretch of a text, `text.slice(start, end)`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

interface Token extends Stretch {
  readonly lower: string
}

const TOKEN = /[\p{L}\p{N}\p{M}\p{S}_]+/gu
const SMALL_WORD = /^(?:of|and|for|the|in|on|to|with|by|a|an|as|at|via|from|or|de)$/
/** How many words may follow the last letter: "the long short-term memory neural network (LSTM)". */
const TAIL = 2

/** What a short form stands for among the words from `from` to the end of a text, as far to the right as may be; `null` for nothing. */
export function spellOut(short: string, text: string, from: number): Stretch | null {
  const attempts = readingsOf(short)
  const limit = Math.min((attempts[0]?.length ?? 0) + 5, (attempts[0]?.length ?? 0) * 2) + 1 + TAIL
  const tokens = tokensOf(text, from).slice(-limit)
  for (let tail = 0; tail <= TAIL; tail += 1) {
    const head = tokens.slice(0, tokens.length - tail)
    for (const letters of attempts) {
      // "few-shot semantic segmentation (FSS)": a word that could be spelled is no tail.
      if (tokens.slice(head.length).some(({ lower }) => lower.startsWith(letters.at(-1) ?? ''))) continue
      const first = matchInitials(head, letters)
      const [start, end] = [head[first ?? -1], head.at(-1)]
      if (start !== undefined && end !== undefined)
        return { start: start.start, end: tail === 0 ? text.length : compoundEnd(text, end.end) }
    }
  }
  for (const letters of attempts) {
    const match = matchBackwards(text, tokens[0]?.start ?? text.length, letters)
    if (match !== null) return { start: compoundStart(text, from, match), end: text.length }
  }
  return null
}

/** The start of a text that a short form stands for, up to its last letter's word; `null` where the text does not start with it. */
export function spellsWhole(short: string, text: string, byInitials = false): string | null {
  const tokens = tokensOf(text, 0)
  const attempts = readingsOf(short)
  for (const letters of attempts) {
    // The shortest stretch whose initials are the letters.
    for (let count = 2; count <= Math.min(tokens.length, letters.length * 2); count += 1) {
      if (matchInitials(tokens.slice(0, count), letters) === 0) return text.slice(0, tokens[count - 1]?.end)
    }
  }
  if (byInitials) return null
  for (const letters of attempts) {
    if (tokens.length <= letters.length && matchBackwards(text, 0, letters) === 0) return text
  }
  return null
}

/** The letters of a short form in the ways they can be read: all, without a plural ending, without a year or number at its end. */
function readingsOf(short: string): readonly (readonly string[])[] {
  const stem = short.replace(/['\u2019]s$/u, 's')
  const forms = [stem, ...(/.s$/.test(stem) ? [stem.slice(0, -1)] : []), stem.replace(/(?:[-'\u2019]\d+|\d\d+)$/u, '')]
  const letters = [...new Set(forms)].map((form) => Array.from(form.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()))
  return letters.filter((some, i) => i === 0 || some.length > 1)
}

function tokensOf(text: string, from: number): readonly Token[] {
  return [...text.slice(from).matchAll(TOKEN)].map(({ 0: word, index }) => {
    return { start: from + index, end: from + index + word.length, lower: word.toLowerCase() }
  })
}

/** The token at which the letters are the initials of the tokens to the last; small words may be skipped but for the last. */
function matchInitials(tokens: readonly Token[], letters: readonly string[]): number | null {
  // A small word starts it only where nothing else can: "in-distribution", but not "on out-of-vocabulary".
  return matchInitialsFrom(tokens, letters, false) ?? matchInitialsFrom(tokens, letters, true)
}

function matchInitialsFrom(
  tokens: readonly Token[],
  letters: readonly string[],
  mayStartSmall: boolean,
): number | null {
  const match = (at: number, open: number): number | null => {
    if (open === 0) return at + 1
    const word = tokens[at]?.lower
    if (word === undefined) return null
    const isSmall = SMALL_WORD.test(word) && open < letters.length
    // A small word is skipped if it can be: "augmentative and alternative communication".
    const skipped = isSmall ? match(at - 1, open) : null
    if (skipped !== null) return skipped
    if (open === 1 && !mayStartSmall && SMALL_WORD.test(word)) return null
    return word.startsWith(letters[open - 1] ?? '') ? match(at - 1, open - 1) : null
  }
  return match(tokens.length - 1, letters.length)
}

/** Each letter from the right, the first at the start of a word. Where that is. */
function matchBackwards(text: string, from: number, letters: readonly string[]): number | null {
  let open = letters.length
  for (let at = text.length - 1; at >= from; at -= 1) {
    const isStart = at === from || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))
    if (text.charAt(at).toLowerCase() !== letters[open - 1] || (open === 1 && !isStart)) continue
    open -= 1
    if (open === 0) return at
  }
  return null
}

/** "text-to-speech": the compound that a place stands in starts it. */
function compoundStart(text: string, from: number, at: number): number {
  const parts = /(?:[\p{L}\p{N}]+[-\u2010\u2011])+$/u.exec(text.slice(from, at))
  return parts === null ? at : from + parts.index
}

/** "vision-language pre-training": a compound ends where its last part does. */
const compoundEnd = (text: string, at: number): number =>
  at + (/^(?:[-\u2010\u2011][\p{L}\p{N}]+)*/u.exec(text.slice(at))?.[0].length ?? 0)
