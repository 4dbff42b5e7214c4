// What a line of a page is by its shape: prose, a list of names, what surrounds the papers, or what may be a title.
import { titleKey } from '../../src/graph/ids.ts'

/** Titles end below this length and abstracts begin above it, give or take; in characters. */
const SURELY_PROSE = 280
const SURELY_PROSE_WORDS = 40
/** A last sentence of an abstract that stands on its own line is longer than what a site writes beside its papers. */
const SHORTEST_PARAGRAPH = 80
const LONGEST_BANNER = 250

const SENTENCE_BREAK = /[.!?]["'\u201D\u2019)\]]*\s+["'\u201C\u2018([]*\p{Lu}/gu
const FULL_STOP = /(?<!\.)[.!]["'\u201D\u2019)\]]*$/
/** A site speaks to its reader, papers do not. */
const READER = /\byou(?:r|rs)?\b/i
const SITE_WORD =
  /\b(?:inbox|e-?mails?|newsletters?|accounts?|subscri\w+|unsubscribe|sign(?:ing)?[ -]?(?:up|in)|log[ -]?in|cookies?|notifications?|passwords?|followers)\b/i
const BUTTON =
  /^(?:(?:un)?subscribe|sign ?up|sign ?in|log ?in|register|load more|show more|read more|view all|see all|next|previous|home|back|about|contact|terms|privacy|search|menu|share|upvote|new|trending|papers|abstract|back to top)(?: (?:for|to) [\w ]{1,30})?[:.!\u2026\u00BB>]*$/i
const COPYRIGHT = /\u00A9|\ball rights reserved\b|\bcookie policy\b|\bterms of (?:use|service)\b/i
/** Counts, dates and page numbers: nothing but figures and the few words that go with them. */
const FIGURES =
  /^(?:[\d.,:/|+\u00B7\u2022\u2013-]+|page|of|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:up)?votes?|likes?|authors?|comments?|views?|papers?|results?|published|submitted|posted|on|by|ago|\d+[kmhd]|days?|hours?|\s)+$/i
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i

/** A button's word that ran into the title behind it when the page was flattened to text. */
const GLUED =
  /^(?<button>(?:Un)?[Ss]ubscribe|Sign ?[Uu]p|Sign ?[Ii]n|Log ?[Ii]n|Register|Upvote|Load [Mm]ore|Show [Mm]ore|Read [Mm]ore|View [Aa]ll|Submit)(?<rest>\p{Lu}[\p{L}\p{N}-]*[\s,:].*)$/u

const PART_OF_NAME = /^(?:\p{Lu}[\p{L}.'\u2019-]*|de|da|di|del|la|le|van|von|der|den|bin|al)$/u

/** Whether a line reads like an abstract or a paragraph of one: long, or made of sentences that end. */
export function isProse(line: string): boolean {
  if (line.length >= SURELY_PROSE) return true
  const words = countWords(line)
  return (
    words >= SURELY_PROSE_WORDS || countBreaks(line) >= 2 || (words >= 4 && FULL_STOP.test(line) && !line.endsWith('!'))
  )
}

/** Whether a line that reads like prose is short enough to be a title that ends like a sentence. */
export function couldBeTitle(line: string): boolean {
  return line.length < SURELY_PROSE && countBreaks(line) <= 1
}

/** Whether a line below an abstract goes on with it. */
export function isParagraph(line: string): boolean {
  return line.length >= SHORTEST_PARAGRAPH || /https?:\/\/|www\./.test(line)
}

/** Whether a line belongs to the site and not to a paper, wherever it stands. */
export function isBanner(line: string): boolean {
  if (BUTTON.test(line) || FIGURES.test(line) || ADDRESS.test(line)) return true
  return line.length <= LONGEST_BANNER && (COPYRIGHT.test(line) || (READER.test(line) && SITE_WORD.test(line)))
}

/** Whether a line that no abstract follows is more likely the site's than a title. */
export function isStray(line: string): boolean {
  return countWords(line) <= 3 || /[!:]$/.test(line) || /^\p{Ll}/u.test(line)
}

/** The people of a line such as `Ann Lee, Bo de Vries and Chi Wu`; `null` where it is no list of names. */
export function readNames(line: string): readonly string[] | null {
  const names = line
    .split(/\s*[,;\u00B7]\s*(?:and\s+)?|\s+and\s+|\s+&\s+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length >= 2 && names.every(isName) ? names : null
}

/** Two to five words. */
function isName(text: string): boolean {
  const parts = text.split(' ')
  return parts.length >= 2 && parts.length <= 5 && parts.every((part) => PART_OF_NAME.test(part))
}

/**
 * Parts a title from a button's word in front of it. A name that merely starts with such a word stays whole: the abstract
 * uses it.
 */
export function unglue(title: string, abstract: string): { readonly title: string; readonly button: string } | null {
  const { button, rest } = GLUED.exec(title)?.groups ?? {}
  if (button === undefined || rest === undefined) return null
  const compound = title.slice(0, button.length) + (/^[\p{L}\p{N}-]+/u.exec(rest)?.[0] ?? '')
  if (/^[\p{L}\p{N}-]+:/u.test(rest) || abstract.includes(compound)) return null
  return { title: rest, button }
}

/** The half of a title that stands on its line twice; `null` where it does not. */
export function halve(title: string): string | null {
  const half = title.length >> 1
  const first = title.slice(0, half).trim()
  return countWords(first) >= 3 && first === title.slice(half).trim() ? first : null
}

/** Whether two lines are one title, the first perhaps with a button's word in front. */
export function isSameTitle(first: string, second: string): boolean {
  const [a, b] = [titleKey(first), titleKey(second)]
  return a === b || (a.endsWith(b) && a.length - b.length <= 12 && unglue(first, '') !== null)
}

function countWords(line: string): number {
  return line.split(/\s+/).length
}

function countBreaks(line: string): number {
  return line.match(SENTENCE_BREAK)?.length ?? 0
}
