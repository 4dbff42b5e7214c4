// Classes of words that stand around names and tell something of them.
import { EMPTY_MODIFIERS, JUNK_HEADS } from './lexicon/generic.ts'

/** Classes of words that may stand next to a place. */
const CLASSES = {
  a: /^an?$/,
  the: /^the$/,
  our: /^(?:our|this|these|those|such|its|their)$/,
  own: /^(?:our|proposed)$/,
  fresh:
    /^(?:new|novel|simple|first|efficient|general|principled|practical|unified|proposed|our|improved|alternative)$/,
  of: /^of$/,
  using: /^(?:using|via|by|with|through|use|uses|used|apply|leverage|employ)$/,
  for: /^(?:for|on|in|to|from|under)$/,
  as: /^(?:as|e\.g\.?|including|like|namely|called|dubbed|termed)$/,
  list: /^(?:and|or|,)$/,
  open: /^\($/,
  quote: /^["'`\u201C]$/,
  wins: /^(?:outperforms?|achieves?|improves?|reduces?|enables?|allows?|leads?|learns?|uses?|leverages?|combines?|consists?|provides?|can|significantly|consistently|is|outperformed|achieved|works?|requires?|addresses|extends?|yields?|obtains?)$/,
} as const
const PATTERNS = Object.values(CLASSES)
/** A bit for each class, in the order of the patterns. */
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
  empty: 1 << 13,
  junk: 1 << 14,
} as const

/** The classes of a word, a bit each. */
export function classesOf(lower: string, singular: string): number {
  let mask = 0
  for (const [i, pattern] of PATTERNS.entries()) if (pattern.test(lower)) mask |= 1 << i
  if (EMPTY_MODIFIERS.has(lower)) mask |= BIT.empty
  if (JUNK_HEADS.has(singular)) mask |= BIT.junk
  return mask
}
