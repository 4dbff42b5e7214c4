// Short forms that a text defines: "neural tangent kernel (NTK)" and "NTK (neural tangent kernel)".
//
// After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
// PSB 2003: what stands in brackets is a candidate; its letters are looked for from the right in the words before it, the
// first letter at the start of a word. Refined here: the long form starts where the letters can be read as initials, when
// they can; a plural `s` of the short form need not be in the long one.
import type { AcronymDefinition } from '../../../src/graph/extractions.ts'

/** A definition with the places of both forms. */
export interface FoundAcronym extends AcronymDefinition {
  readonly shortAt: number
  readonly longAt: number
}

const BRACKETS = /\(([^()]{2,80})\)/gu
const SHORT = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}.&/+*-]{0,11}$/u

/** The definitions in a text, in order; each short form once. */
export function findAcronyms(text: string): readonly FoundAcronym[] {
  const found: FoundAcronym[] = [...spelledOutTitle(text)]
  for (const match of text.matchAll(BRACKETS)) {
    const inner =
      (match[1] ?? '')
        .split(/[;,]|\bi\.e\.|\be\.g\./u)[0]
        ?.trim()
        .replace(/^["'\u201C`]+|["'\u201D`]+$/gu, '') ?? ''
    const innerAt = match.index + 1 + (match[1] ?? '').indexOf(inner)
    const definition = isShortForm(inner)
      ? longBefore(text, match.index, inner, innerAt)
      : shortBefore(text, match.index, inner, innerAt)
    if (definition !== null && !found.some(({ short }) => short === definition.short)) found.push(definition)
  }
  return found
}

/** "SMOTE: Synthetic Minority Over-sampling Technique": what follows the colon spells the name out. */
function spelledOutTitle(text: string): readonly FoundAcronym[] {
  const [head = '', short = ''] = /^([\p{L}\p{N}-]{3,12}):\s+(?:(?:an?|the)\s+)?/iu.exec(text) ?? []
  if (!isShortForm(short)) return []
  const letters = lettersOf(short)
  const rest =
    /^.*?(?=[,.:;?!]|\s(?:for|with|in|via|on|of|by|through|from|to|using|at)\s|$)/u.exec(
      text.slice(head.length),
    )?.[0] ?? ''
  const words = [...rest.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
  const ends = words.map(({ index, 0: word }) => index + word.length)
  // The shortest stretch whose initials are the letters; else all of it, where the letters can be found in it.
  const byInitials = ends.find(
    (_, i) =>
      i > 0 &&
      matchInitials(
        words.slice(0, i + 1).map(([word]) => word),
        letters,
      ) === 0,
  )
  const long = rest.slice(0, byInitials ?? rest.length)
  if (
    byInitials === undefined &&
    (words.length > letters.length || matchBackwards(long, 0, long.length, letters) !== 0)
  )
    return []
  return isPlausible(short, long) ? [{ short, long, shortAt: 0, longAt: head.length }] : []
}

function isShortForm(short: string): boolean {
  if (!SHORT.test(short) || short.length < 2 || short.includes(' ')) return false
  if (!/\p{Lu}/u.test(short) || (/^\d/.test(short) && !/\p{Lu}{2}/u.test(short))) return false
  // "(Fine)", "(Figure)": a word with a first capital is a word.
  return /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\d|\d\p{Lu}/u.test(short)
}

function longBefore(text: string, bracket: number, short: string, shortAt: number): FoundAcronym | null {
  const before = text.slice(0, bracket).trimEnd()
  const letters = lettersOf(short)
  const limit = Math.min(letters.length + 5, letters.length * 2) + 1
  const clause = clauseStart(before)
  const words = [...before.slice(clause).matchAll(/[\p{L}\p{N}\p{M}\p{S}_]+/gu)].slice(-limit)
  const first = words[0]
  if (first === undefined) return null
  const from = clause + first.index
  const attempts = [letters, ...(/[a-z]$/.test(short) && short.endsWith('s') ? [letters.slice(0, -1)] : [])]
  for (const attempt of attempts) {
    const start = matchInitials(
      words.map(([word]) => word),
      attempt,
    )
    const at = start === null ? matchBackwards(text, from, before.length, attempt) : clause + (words[start]?.index ?? 0)
    if (at === null) continue
    const long = text.slice(at, before.length)
    if (isPlausible(short, long)) return { short, long, shortAt, longAt: at }
  }
  return null
}

/** Where the last clause starts: a long form does not reach over punctuation. */
function clauseStart(text: string): number {
  let start = 0
  for (const mark of ['. ', '; ', ': ', ', ', ' (', ') ', '? ', '! ']) {
    const at = text.lastIndexOf(mark)
    if (at >= 0) start = Math.max(start, at + mark.length)
  }
  return start
}

function shortBefore(text: string, bracket: number, long: string, longAt: number): FoundAcronym | null {
  const short =
    /(?:^|[\s"'\u201C(])([\p{L}\p{N}][\p{L}\p{N}&/+*-]{1,11})$/u.exec(text.slice(0, bracket).trimEnd())?.[1] ?? ''
  if (!isShortForm(short) || !/\s|-/.test(long) || /\d{4}|et al/.test(long)) return null
  const letters = lettersOf(short)
  const bare = letters.at(-1) === 's' && letters.length > 2 ? letters.slice(0, -1) : letters
  const words = [...long.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
  if (words.length > letters.length + 3) return null
  const start = matchInitials(
    words.map(([word]) => word),
    bare,
  )
  const at = start === null ? matchBackwards(long, 0, long.length, bare) : (words[start]?.index ?? 0)
  if (at !== 0 || !isPlausible(short, long)) return null
  return { short, long, shortAt: text.slice(0, bracket).trimEnd().length - short.length, longAt }
}

const SMALL_WORD = /^(?:of|and|for|the|in|on|to|with|by|a|an|as|at|via|from|or|de)$/i

/** The word at which the letters are the initials of the words to the end; small words may be skipped. */
function matchInitials(words: readonly string[], letters: readonly string[]): number | null {
  let open = letters.length
  for (let i = words.length - 1; i >= 0; i -= 1) {
    const word = words[i]?.toLowerCase() ?? ''
    if (word.startsWith(letters[open - 1]?.toLowerCase() ?? '')) open -= 1
    else if (!SMALL_WORD.test(word) || open === letters.length) return null
    if (open === 0) return i
  }
  return null
}

/** Schwartz and Hearst's match: each letter from the right, the first at the start of a word. Where it starts, or `null`. */
function matchBackwards(text: string, from: number, to: number, letters: readonly string[]): number | null {
  let open = letters.length
  for (let at = to - 1; at >= from; at -= 1) {
    const isStart = at === from || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))
    if (text.charAt(at).toLowerCase() !== letters[open - 1]?.toLowerCase() || (open === 1 && !isStart)) continue
    open -= 1
    if (open === 0) return at
  }
  return null
}

/** The letters and digits of a short form. */
const lettersOf = (short: string): readonly string[] => Array.from(short.replace(/[^\p{L}\p{N}]/gu, ''))

function isPlausible(short: string, long: string): boolean {
  const words = long.split(/[\s-]+/).filter((word) => !/^(?:of|and|for|the|in|on|to|with|a|an)$/.test(word))
  if (long.length <= short.length || words.includes(short)) return false
  if (/^(?:a|an|the|of|and|in|for|to|with|by|we|our|is|are)\s/i.test(long)) return false
  const letters = short.replace(/[^\p{L}\p{N}]/gu, '').length
  return words.length <= Math.min(letters + 5, letters * 2) && !/[.;:!?]\s/.test(long)
}
