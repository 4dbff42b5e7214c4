// Phrases: which shorter phrases an English noun phrase names a special case of, by its words alone.
//
// The head of an English noun phrase is its last word before the first preposition; what stands before the head or after the
// preposition narrows it. This is the head matching by which term hierarchies are built from terms alone: P. Velardi, P.
// Fabriani, M. Missikoff (2001), "Using text processing techniques to automatically enrich a domain ontology".

/** How a shorter phrase follows from a longer one. */
export type PhraseRule = 'modifier' | 'tail'

/** A phrase that is more general than another. */
export interface HeadPhrase {
  readonly text: string
  readonly rule: PhraseRule
}

/** Words that end the head of a phrase; what follows them can be cut off. */
const TAIL_WORDS = new Set(
  'of for in on with without via from by under over using through across at between among within against during'.split(
    ' ',
  ),
)
/** Words that join phrases in ways that say nothing about what is a kind of what. */
const JOINING_WORDS = new Set('to as and or vs versus per than & /'.split(' '))
/**
 * Words that change the meaning of the next word instead of narrowing the phrase: what is non convex is not convex. They stay
 * with it whether a hyphen stands between them or a blank.
 */
const BOUND_WORDS = new Set(
  'non un anti semi quasi pseudo over under pre post sub super hyper ultra inter intra co de re self cross auto meta multi'.split(
    ' ',
  ),
)
/** What stands in brackets, most often the short form of what stands before. */
const ASIDE = /\([^()]*\)/g
/** One-letter heads are symbols, not terms. */
const SHORTEST_HEAD = 2

/**
 * The phrases that a phrase names a special case of, the longest first.
 *
 * - `modifier`: words at the front are dropped: "stochastic gradient descent" is a "gradient descent". Words that a hyphen
 *   joins stay together, so "non-convex optimization" is an "optimization" and no "convex optimization".
 * - `tail`: a preposition and what follows is dropped, and then perhaps words at the front: "generalization error of kernel
 *   regression" is a "generalization error". Words are never dropped across a preposition, so "convergence of gradient
 *   descent" is no "gradient descent".
 */
export function headPhrases(phrase: string): readonly HeadPhrase[] {
  const words = splitPhrase(phrase)
  const found: HeadPhrase[] = []
  for (const end of phraseEnds(words)) {
    const rule = end === words.length ? 'modifier' : 'tail'
    const firstJoint = words.findIndex((word) => isTailWord(word) || JOINING_WORDS.has(word.toLowerCase()))
    const lastStart = firstJoint === -1 || firstJoint >= end ? end - 1 : firstJoint - 1
    for (let start = rule === 'modifier' ? 1 : 0; start <= lastStart; start++) {
      const text = words.slice(start, end).join(' ')
      if (text.length >= SHORTEST_HEAD) found.push({ text, rule })
    }
  }
  return found
}

/** Where a phrase may end: as it stands, and before each preposition, from the last to the first. */
function phraseEnds(words: readonly string[]): readonly number[] {
  const ends = [words.length]
  for (let at = words.length - 2; at > 0; at--) {
    const word = words[at]
    if (word !== undefined && isTailWord(word)) ends.push(at)
  }
  return ends
}

/** The words of a phrase without asides in brackets; hyphens and bound words hold theirs together. Case is kept. */
function splitPhrase(phrase: string): readonly string[] {
  const words: string[] = []
  let held = ''
  for (const word of phrase.normalize('NFKC').replace(ASIDE, ' ').split(/\s+/u)) {
    if (word === '') continue
    held = held === '' ? word : `${held} ${word}`
    // "Over" and "under" are prepositions unless they begin the phrase.
    if (BOUND_WORDS.has(word.toLowerCase()) && (words.length === 0 || !isTailWord(word))) continue
    words.push(held)
    held = ''
  }
  return held === '' ? words : [...words, held]
}

function isTailWord(word: string): boolean {
  return TAIL_WORDS.has(word.toLowerCase())
}
