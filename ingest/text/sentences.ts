// Sentences: where one ends and the next begins. Rules, no model: abbreviations, initials, citations and decimals do not end one.
import type { TextRange } from '../../src/graph/papers.ts'

/** Abbreviations after which a sentence goes on, whatever follows. */
const NEVER_END = new Set(
  'e.g i.e cf vs viz fig figs eq eqs eqn sec secs ref refs thm lem prop def tab no nos vol pp dr mr mrs ms prof st approx resp ca ed eds jr sr dept univ w.r.t wrt a.k.a aka u.s'.split(
    ' ',
  ),
)
/** Abbreviations that may end a sentence: they do where the next word commonly starts one. */
const MAY_END = new Set('al etc et inc ltd co corp i.i.d iid a.s s.t d.o.f a.e'.split(' '))
const STARTERS = new Set(
  'we our in the this these those that however it they there here to for while although though when if as by with using based furthermore moreover additionally finally first second third then thus therefore hence specifically experiments results code unlike recently also since on at an a'.split(
    ' ',
  ),
)
const BREAK = /([.!?]+|\u2026)([)\]"'\u2019\u201D}*]*)(\s+)(?=(\S+))/gu

/**
 * The sentences of a text in order, without overlap and without the blanks between them. Everything but blanks is in one
 * of them. An empty text has none.
 */
export function splitSentences(text: string): readonly TextRange[] {
  const ranges: TextRange[] = []
  let start = text.length - text.trimStart().length
  for (const match of text.matchAll(BREAK)) {
    const [, mark = '', closers = '', blanks = '', next = ''] = match
    const end = match.index + mark.length + closers.length
    if (match.index < start || !endsSentence(text, start, match.index, mark, next)) continue
    ranges.push({ start, end })
    start = end + blanks.length
  }
  const end = text.trimEnd().length
  if (start < end) ranges.push({ start, end })
  return ranges
}

function endsSentence(text: string, start: number, at: number, mark: string, next: string): boolean {
  const opener = next.replace(/^["'`\u2018\u201C([{*]+/u, '')
  // A sentence starts with a capital, a digit, or a name such as `tSNE`; a lower-case word goes on.
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}\\]/u.test(opener) && !/^\p{Ll}+\p{Lu}/u.test(opener))
    return mark !== '.' && /^\p{Lu}/u.test(opener)
  if (mark !== '.') return true
  const word = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(start, at - 24), at))?.[0] ?? ''
  const lower = word.toLowerCase()
  if (NEVER_END.has(lower)) return false
  const starts = STARTERS.has(/^\p{L}+/u.exec(opener)?.[0].toLowerCase() ?? '')
  if (MAY_END.has(lower)) return starts
  // Initials: "J. Smith", "L.-P. Morency"; a lone capital ends a sentence only before a common first word.
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)) return starts
  return true
}
