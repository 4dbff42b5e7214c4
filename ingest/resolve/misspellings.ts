// Misspellings: a rare name one letter away from a frequent one, such as "overprameterization".

/** What is known of a key. */
export interface Spelling {
  /** In how many papers it is. */
  readonly papers: number
  /** The first of these, by number. */
  readonly first: number
  /** A lemma with this key, letter by letter; the empty string where it is written in short forms only. */
  readonly lemma: string
}

/** Shorter keys have neighbours that are names of their own. */
const MIN_LENGTH = 12
/** A key must be in this many papers before others count as slips of it, and a slip in one paper only. */
const MIN_PAPERS = 4
/** Differences in the last letters are endings, not slips: preconditioner, preconditioned. */
const ENDING = 4
/** How much rarer than the word a slip must be: "textural" is no slip of "textual". Few long words are that near each other. */
const rarer = (slip: string, word: string): number =>
  slip.length < MIN_LENGTH && undouble(slip) !== undouble(word) ? 40 : MIN_PAPERS

/**
 * Pairs of a misspelt key and the key it stands for, by the misspelt one. One letter is missing, doubled, wrong or swapped with its
 * neighbour, in one word that hardly any other paper writes so; where several keys are that near, none is taken.
 */
export function findMisspellings(
  spellings: ReadonlyMap<string, Spelling>,
): readonly (readonly [wrong: string, right: string])[] {
  const near = new Map<string, Set<string>>()
  const ends = new Set<string>()
  const isWord = (key: string): boolean => key.length >= MIN_LENGTH && /^\p{L}+$/u.test(key)
  for (const [key, { papers }] of spellings) {
    if (papers < MIN_PAPERS || !isWord(key)) continue
    ends.add(endsOf(key))
    for (const form of [key, ...shorterForms(key)]) {
      const keys = near.get(form)
      if (keys === undefined) near.set(form, new Set([key]))
      else keys.add(key)
    }
  }
  const slips: (Slip & { readonly key: string; readonly of: string })[] = []
  for (const [key, { papers, lemma }] of spellings) {
    if (papers > 1 || key.length < MIN_LENGTH || !ends.has(endsOf(key)) || !isWord(key)) continue
    const found = new Set<string>()
    for (const form of [key, ...shorterForms(key)]) near.get(form)?.forEach((other) => found.add(other))
    const [of] = found
    if (of === undefined || found.size !== 1 || of === key) continue
    const slip = slipBetween(lemma, spellings.get(of)?.lemma ?? '')
    if (slip !== null) slips.push({ ...slip, key, of })
  }
  for (const [key, of] of misplacedDoubles(spellings, isWord)) {
    const slip = slipBetween(spellings.get(key)?.lemma ?? '', spellings.get(of)?.lemma ?? '')
    if (slip !== null) slips.push({ ...slip, key, of })
  }
  const papersOf = countWords(
    slips.flatMap(({ wrong, right }) => [wrong, right]),
    spellings,
  )
  return slips
    .filter(({ wrong, right }) => (papersOf.get(wrong) ?? 0) * rarer(wrong, right) <= (papersOf.get(right) ?? 0))
    .map(({ key, of }): [string, string] => [key, of])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Pairs of keys that differ by which of their letters are doubled: "Riemaniann", "Riemannian". The first is in one paper only. */
function misplacedDoubles(
  spellings: ReadonlyMap<string, Spelling>,
  isWord: (key: string) => boolean,
): readonly (readonly [key: string, of: string])[] {
  const papersIn = (key: string): number => spellings.get(key)?.papers ?? 0
  const doubled = [...spellings.keys()].filter((key) => /(.)\1/.test(key) && isWord(key))
  const pairs = [...Map.groupBy(doubled, undouble).values()].filter(({ length }) => length === 2)
  return pairs
    .flatMap(([a = '', b = '']): (readonly [string, string])[] => [
      [a, b],
      [b, a],
    ])
    .filter(([key, of]) => papersIn(key) === 1 && papersIn(of) >= 1)
}

const undouble = (text: string): string => text.replace(/(.)\1+/gu, '$1')

/** The forms with one letter left out, but for the first and the ending. */
function shorterForms(key: string): readonly string[] {
  return Array.from({ length: key.length - 1 - ENDING }, (_, i) => key.slice(0, i + 1) + key.slice(i + 2))
}

/** What a slip leaves as it is: the first letter and the ending. */
const endsOf = (key: string): string => key.slice(0, 1) + key.slice(-ENDING)

const wordsOf = (lemma: string): readonly string[] => lemma.toLowerCase().replaceAll('-', '').split(/\s+/)

interface Slip {
  readonly wrong: string
  readonly right: string
}

/** The one word in which a name differs from the other, where it is a slip. */
function slipBetween(wrong: string, right: string): Slip | null {
  const [mine, theirs] = [wordsOf(wrong), wordsOf(right)]
  if (mine.length !== theirs.length) return null
  const at = mine.findIndex((word, i) => word !== theirs[i])
  const slip = { wrong: mine[at] ?? '', right: theirs[at] ?? '' }
  const isOnly = mine.every((word, i) => i === at || word === theirs[i])
  return isOnly && slip.wrong !== slip.right && isSlip(slip.wrong, slip.right) ? slip : null
}

/** Whether one letter inside a word is missing, added, wrong or swapped; encoder and decoder, dependence and dependency are two words. */
function isSlip(wrong: string, right: string): boolean {
  if (wrong.length === right.length && wrong.length > 5 && undouble(wrong) === undouble(right)) return true
  if (Math.min(wrong.length, right.length) < 5 || wrong[0] !== right[0] || wrong.slice(-2) !== right.slice(-2))
    return false
  let at = 0
  while (wrong[at] === right[at]) at += 1
  const [rest, other] = [wrong.slice(at), right.slice(at)]
  if (rest.length !== other.length) return rest.slice(1) === other || rest === other.slice(1)
  return (
    rest.slice(1) === other.slice(1) ||
    (rest.slice(0, 2) === `${other[1]}${other[0]}` && rest.slice(2) === other.slice(2))
  )
}

/** In how many papers each of some words is. A paper that has a word in several names of its own counts once. */
function countWords(words: readonly string[], spellings: ReadonlyMap<string, Spelling>): ReadonlyMap<string, number> {
  const wanted = new Set(words)
  const counts = new Map<string, number>()
  if (wanted.size === 0) return counts
  const seen = new Set<string>()
  for (const { lemma, papers, first } of spellings.values()) {
    for (const word of wordsOf(lemma).filter((one) => wanted.has(one))) {
      if (papers === 1 && seen.has(`${first} ${word}`)) continue
      seen.add(`${first} ${word}`)
      counts.set(word, (counts.get(word) ?? 0) + papers)
    }
  }
  return counts
}
