// Misspellings: a rare long word one letter away from a frequent one, such as "overprameterization".

/** Shorter words have neighbours that are words of their own. */
const MIN_LENGTH = 12
/** A key must be in this many papers before others count as slips of it, and a slip in one paper only. */
const MIN_PAPERS = 4
/** Differences in the last letters are endings, not slips: preconditioner, preconditioned. */
const ENDING = 4

/**
 * Pairs of a misspelt key and the key it stands for, by the misspelt one. One letter is missing, doubled, wrong or
 * swapped with its neighbour; where several keys are that near, none is taken.
 */
export function findMisspellings(
  papersOfKey: ReadonlyMap<string, number>,
): readonly (readonly [wrong: string, right: string])[] {
  const near = new Map<string, Set<string>>()
  const ends = new Set<string>()
  const isWord = (key: string): boolean => key.length >= MIN_LENGTH && /^\p{L}+$/u.test(key)
  for (const [key, papers] of papersOfKey) {
    if (papers < MIN_PAPERS || !isWord(key)) continue
    ends.add(endsOf(key))
    for (const form of [key, ...shorterForms(key)]) {
      const keys = near.get(form)
      if (keys === undefined) near.set(form, new Set([key]))
      else keys.add(key)
    }
  }
  const pairs: [string, string][] = []
  for (const [key, papers] of papersOfKey) {
    if (papers > 1 || key.length < MIN_LENGTH || !ends.has(endsOf(key)) || !isWord(key)) continue
    const found = new Set<string>()
    for (const form of [key, ...shorterForms(key)]) for (const other of near.get(form) ?? []) found.add(other)
    const [right] = found
    if (right !== undefined && found.size === 1 && right !== key && isSlip(key, right)) pairs.push([key, right])
  }
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The forms with one letter left out, but for the first and the ending. */
function shorterForms(key: string): readonly string[] {
  return Array.from({ length: key.length - 1 - ENDING }, (_, i) => key.slice(0, i + 1) + key.slice(i + 2))
}

/** What a slip leaves as it is: the first letter and the ending. */
const endsOf = (key: string): string => key.slice(0, 1) + key.slice(-ENDING)

/** Whether two keys that share a shortened form differ as slips do. */
function isSlip(wrong: string, right: string): boolean {
  return Math.abs(wrong.length - right.length) <= 1 && endsOf(wrong) === endsOf(right)
}
