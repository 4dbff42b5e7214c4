// Short forms that a text defines: "neural tangent kernel (NTK)", "NTK (neural tangent kernel)", "NTK = neural tangent kernel".
import type { AcronymDefinition } from '../../../src/graph/extractions.ts'
import { spellOut, spellsWhole } from './spelling-out.ts'

/** A definition with the places of both forms. */
export interface FoundAcronym extends AcronymDefinition {
  readonly shortAt: number
  readonly longAt: number
}

const BRACKETS = /\(([^()]{2,80})\)/gu
const SHORT = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}.&/+*-]{0,11}(?:['\u2019]s)?$/u
/** "NTK = neural tangent kernel, GP = Gaussian process": a legend. */
const LEGEND = /(?<![\p{L}\p{N}-])([\p{L}\p{N}][\p{L}\p{N}&/+*-]{1,11})\s*=\s*(?=\p{L})/gu
/** "we call it NTK: a neural tangent kernel" */
const COLON = /(?<![\p{L}\p{N}-])([\p{Lu}\p{N}][\p{L}\p{N}&/+*-]{1,11}) ?: (?:(?:an?|the) )?(?=\p{L})/gu

/** The definitions in a text, in order; each short form once. */
export function findAcronyms(text: string): readonly FoundAcronym[] {
  const found: FoundAcronym[] = [...spelledOutTitle(text)]
  const add = (definition: FoundAcronym | null): void => {
    if (definition !== null && !found.some(({ short }) => short === definition.short)) found.push(definition)
  }
  for (const match of text.matchAll(BRACKETS)) {
    const inner =
      (match[1] ?? '')
        .split(/[;,]|\bi\.e\.|\be\.g\./u)[0]
        ?.trim()
        .replace(/^["'\u201C`]+|["'\u201D`]+$/gu, '') ?? ''
    const innerAt = match.index + 1 + (match[1] ?? '').indexOf(inner)
    add(
      isShortForm(inner)
        ? longBefore(text, match.index, inner, innerAt)
        : shortBefore(text, match.index, inner, innerAt),
    )
  }
  if (text.includes('=')) for (const match of text.matchAll(LEGEND)) add(longAfter(text, match, false))
  if (text.includes(':')) for (const match of text.matchAll(COLON)) add(longAfter(text, match, true))
  return found
}

/** "SMOTE: Synthetic Minority Over-sampling Technique": what follows the colon spells the name out. */
function spelledOutTitle(text: string): readonly FoundAcronym[] {
  const [head = '', short = ''] = /^([\p{L}\p{N}-]{3,12}):\s+(?:(?:an?|the)\s+)?/iu.exec(text) ?? []
  if (!isShortForm(short)) return []
  const rest = /^.*?(?=[,.:;?!]|\s-|$)/u.exec(text.slice(head.length))?.[0] ?? ''
  const spelled = spellsWhole(short, rest)
  if (spelled === null) return []
  const long = rest.slice(spelled.start, spelled.end)
  return isPlausible(short, long) ? [{ short, long, shortAt: 0, longAt: head.length + spelled.start }] : []
}

function isShortForm(short: string): boolean {
  if (!SHORT.test(short) || short.length < 2 || short.includes(' ')) return false
  if (!/\p{Lu}/u.test(short) || (/^\d/.test(short) && !/\p{Lu}{2}/u.test(short))) return false
  // "(Fine)", "(Figure)": a word with a first capital is a word.
  return /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\d|\d\p{Lu}/u.test(short)
}

function longBefore(text: string, bracket: number, short: string, shortAt: number): FoundAcronym | null {
  // "autoencoder \\hbox{(AE)}"
  const before = text
    .slice(0, bracket)
    .replace(/\\\p{L}+\{$/u, '')
    .trimEnd()
  const spelled = spellOut(short, before, clauseStart(before))
  if (spelled === null) return null
  const long = text.slice(spelled.start, spelled.end)
  return isPlausible(short, long) ? { short, long, shortAt, longAt: spelled.start } : null
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
  const before = text.slice(0, bracket).trimEnd()
  const short = /(?:^|[\s"'\u201C(])([\p{L}\p{N}][\p{L}\p{N}&/+*-]{1,11})$/u.exec(before)?.[1] ?? ''
  if (!isShortForm(short) || /\d{4}|et al/.test(long)) return null
  const spelled = spellOut(short, long, 0)
  if (spelled?.start !== 0) return null
  const form = long.slice(0, spelled.end)
  return isPlausible(short, form) ? { short, long: form, shortAt: before.length - short.length, longAt } : null
}

/** What follows a short form and a sign, where all of it is spelled by the letters from its start. */
function longAfter(text: string, match: RegExpExecArray, byInitials: boolean): FoundAcronym | null {
  const short = match[1] ?? ''
  const longAt = match.index + match[0].length
  if (!isShortForm(short)) return null
  const rest = /^[^,.:;?!()=]*?(?=[,.:;?!()]|\s[\p{L}\p{N}&/+*-]+\s*=|$)/u.exec(text.slice(longAt))?.[0].trimEnd() ?? ''
  const spelled = spellsWhole(short, rest, byInitials)
  if (spelled === null) return null
  const long = rest.slice(spelled.start, spelled.end)
  return isPlausible(short, long) ? { short, long, shortAt: match.index, longAt: longAt + spelled.start } : null
}

function isPlausible(short: string, long: string): boolean {
  const words = long.split(/[\s-]+/).filter((word) => !/^(?:of|and|for|the|in|on|to|with|a|an)$/.test(word))
  if (long.length <= short.length || words.includes(short)) return false
  if (/^(?:a|an|the|of|and|in|for|to|with|by|we|our|is|are)\s/i.test(long)) return false
  const letters = short.replace(/[^\p{L}\p{N}]/gu, '').length
  return words.length <= Math.min(letters + 5, letters * 2) && !/[.;:!?]\s/.test(long)
}
