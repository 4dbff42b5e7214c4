// Slips of the pen: which words are a few letters apart, and the keys by which an index finds them.

/** So many letters of a word are kept in its slips; what lies behind them is compared when a word was found. */
const SLIP_PREFIX = 7

/** Longer words have no slips: an index holds short keys only. In UTF-16 code units. */
const MAX_WORD_LENGTH = 64

/** A typed word of so many letters may have two of them swapped: with any other slip it would be near half of all such words. */
const SHORT = 3

/** How many slips a typed word may have: none below 3 letters, one up to 7, else two. */
export function slipsAllowed(word: string): 0 | 1 | 2 {
  const length = Array.from(word).length
  return length < SHORT ? 0 : length < 8 ? 1 : 2
}

/** How many letters the slips of an indexed word leave out: as many as may separate it from some typed word. */
function slipDepth(word: string): 0 | 1 | 2 {
  const length = Array.from(word).length
  return length < 3 ? 0 : length < 6 ? 1 : 2
}

/**
 * The beginning of a word with up to `depth` letters left out, each form once. Two words that are at most so many slips
 * apart share one of them, unless one is longer than 64 code units (Garbe 2012, symmetric delete; with prefixes as in SymSpell 6).
 */
export function slipsOf(word: string, depth: 0 | 1 | 2 = slipDepth(word)): readonly string[] {
  if (word.length > MAX_WORD_LENGTH) return []
  let forms = [Array.from(word).slice(0, SLIP_PREFIX)]
  const all = new Set(forms.map((form) => form.join('')))
  for (let left: number = depth; left > 0; left--) {
    forms = forms.flatMap((form) => form.map((_, at) => form.toSpliced(at, 1)))
    for (const form of forms) all.add(form.join(''))
  }
  all.delete('')
  return [...all]
}

/**
 * How many slips lead from a typed word to another: letters left out, added, wrong or swapped with their neighbour, no
 * letter twice (optimal string alignment, Damerau 1964). Of 3 typed letters two may be swapped, no more. From 8 typed letters on, the
 * other word may go on behind 7 letters or more. Infinity beyond {@link slipsAllowed}.
 */
export function slipsBetween(typed: string, word: string): number {
  const [a, b] = [Array.from(typed), Array.from(word)]
  const most = slipsAllowed(typed)
  if (typed === word) return 0
  if (most === 0 || (a.length === SHORT && !isAnagram(a, b))) return Infinity
  const mayGoOn = a.length >= 8
  if (b.length < a.length - most || (!mayGoOn && b.length > a.length + most)) return Infinity
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  a.forEach((letter, i) => {
    const row = [i + 1]
    b.forEach((other, j) => {
      const at = (from: readonly number[], k: number) => from[k] ?? Infinity
      const same = letter === other ? 0 : 1
      const swapped = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other ? at(beforeLast, j - 1) + 1 : Infinity
      row.push(Math.min(at(last, j + 1) + 1, at(row, j) + 1, at(last, j) + same, swapped))
    })
    beforeLast = last
    last = row
  })
  const distance = mayGoOn
    ? Math.min(...last.slice(SLIP_PREFIX), last[b.length] ?? Infinity)
    : (last[b.length] ?? Infinity)
  return distance <= most ? distance : Infinity
}

function isAnagram(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join('') === b.toSorted().join('')
}
