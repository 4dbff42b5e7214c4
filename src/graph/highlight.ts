// Highlights: where in a text the things that a search asked for stand. Offsets are UTF-16 code units of the text as stored.
import type { Alias, Span } from './entities.ts'
import { foldWord } from './names.ts'
import { sentenceAt, textOf } from './papers.ts'
import type { Paper, TextRange } from './papers.ts'
import type { SearchQuery, SearchUnit } from './search.ts'
import { aliasScore, searchTerms, WORD } from './search.ts'

/** A piece of a text with the places in it that a search asked for, as offsets into the piece. */
export interface Snippet {
  readonly text: string
  /** Where the piece begins in the text that it is taken from. */
  readonly start: number
  readonly highlights: readonly TextRange[]
}

/** An alias that a search asked for, with the places in its surface. */
export interface MatchedAlias {
  readonly alias: Alias
  readonly highlights: readonly TextRange[]
}

/** The longest snippet, in UTF-16 code units, and how much of it may stand before the first highlight. */
const MAX_SNIPPET = 320
const LEAD = 80

/** An index term of a text with its place in the text. */
interface PlacedTerm extends TextRange {
  readonly term: string
}

/**
 * The places in a text where forms of a query's units stand, in order, without overlap. A text that its compatibility form
 * changes is mapped character by character; a word is then not found where that form depends on the neighbours of a character.
 */
export function highlightsIn(text: string, { units }: SearchQuery): readonly TextRange[] {
  const terms = placedTerms(text)
  return joinOverlaps(units.flatMap((unit) => placesOf(unit, terms)))
}

/** Where a paper has what a unit asks for: the first place in the title, then the first of each sentence of the abstract. */
export function spansOf(unit: SearchUnit, paper: Paper): readonly Span[] {
  return (['title', 'abstract'] as const).flatMap((field) => {
    const text = textOf(paper, field)
    const sentences = new Set<number>()
    // What lies in two sentences is no place of either.
    const places = placesOf(unit, placedTerms(text)).filter(
      ({ start, end }) => end <= sentenceAt(paper, field, start).end,
    )
    return joinOverlaps(places).flatMap(({ start, end }) => {
      const sentence = sentenceAt(paper, field, start).start
      if (sentences.has(sentence)) return []
      sentences.add(sentence)
      return [{ field, start, end, surface: text.slice(start, end) }]
    })
  })
}

/**
 * The sentence of an abstract that says most of what was asked for: that has most of the units, then the first. A long one
 * is cut around its first highlight, between words. `null` where there is no abstract.
 */
export function snippetOf({ abstract, sentences }: Paper, query: SearchQuery): Snippet | null {
  if (abstract === '') return null
  const terms = placedTerms(abstract)
  const places = query.units.map((unit) => placesOf(unit, terms))
  const within =
    ({ start, end }: TextRange) =>
    (place: TextRange) =>
      start <= place.start && place.end <= end
  const countIn = (sentence: TextRange) => places.filter((of) => of.some(within(sentence))).length
  const all = sentences.length > 0 ? sentences : [{ start: 0, end: abstract.length }]
  const best = all.reduce((best, sentence) => (countIn(sentence) > countIn(best) ? sentence : best))
  const highlights = joinOverlaps(places.flat().filter(within(best)))
  const piece = cut(abstract, best, highlights[0]?.start ?? best.start)
  return {
    text: abstract.slice(piece.start, piece.end),
    start: piece.start,
    highlights: highlights
      .filter(within(piece))
      .map(({ start, end }) => ({ start: start - piece.start, end: end - piece.start })),
  }
}

/**
 * The alias by which an entity was found: one with the norm of the whole text, else the one that scores best, of equals the
 * first of the list. `null` where none matches, as when the name of the query was another spelling.
 */
export function matchedAlias(aliases: readonly Alias[], query: SearchQuery, norm: string): MatchedAlias | null {
  const scored = aliases.map((alias) => ({
    alias,
    score: alias.norm === norm ? 1 : aliasScore(query, searchTerms(alias.surface)),
  }))
  const [best] = scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score)
  if (best === undefined) return null
  const { alias, score } = best
  const whole = { start: 0, end: alias.surface.length }
  return { alias, highlights: score === 1 ? [whole] : highlightsIn(alias.surface, query) }
}

/**
 * The places in a text of the terms that a test wants: it answers how much of a word to mark, 0 for nothing and Infinity for
 * all of it.
 */
export function highlightTerms(text: string, wanted: (term: string) => number): readonly TextRange[] {
  return placedTerms(text).flatMap(({ term, start, end }) => {
    const length = wanted(term)
    return length === 0 ? [] : [{ start, end: Math.min(end, start + length) }]
  })
}

/** The index terms of a text, as `searchTerms` makes them, with their places. */
function placedTerms(text: string): readonly PlacedTerm[] {
  const { plain, starts, ends } = plainWithPlaces(text)
  return [...plain.matchAll(WORD)].map(({ 0: word, index }) => ({
    term: foldWord(word),
    start: starts?.[index] ?? index,
    end: ends?.[index + word.length - 1] ?? index + word.length,
  }))
}

/** The compatibility form in lower case, and for each of its code units the character of the text that it comes from. */
function plainWithPlaces(text: string) {
  // oxlint-disable-next-line no-control-regex -- ASCII is all characters up to DEL
  if (/^[\u0000-\u007f]*$/.test(text)) return { plain: text.toLowerCase(), starts: null, ends: null }
  const starts: number[] = []
  const ends: number[] = []
  let plain = ''
  for (const { 0: character, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const form = character.normalize('NFKC').toLowerCase()
    plain += form
    for (let i = 0; i < form.length; i++) {
      starts.push(index)
      ends.push(index + character.length)
    }
  }
  return { plain, starts, ends }
}

function placesOf({ forms }: SearchUnit, terms: readonly PlacedTerm[]): readonly TextRange[] {
  const formsByFirst = Map.groupBy(forms, ([first]) => first)
  return terms.flatMap(({ term, start }, at) =>
    (formsByFirst.get(term) ?? []).flatMap((form) => {
      const last = terms[at + form.length - 1]
      return last !== undefined && form.every((term, i) => terms[at + i]?.term === term)
        ? [{ start, end: last.end }]
        : []
    }),
  )
}

function joinOverlaps(ranges: readonly TextRange[]): readonly TextRange[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

/** As much of a range of a text as a snippet holds, from shortly before a place on, never within a word if it can be. */
function cut(text: string, range: TextRange, place: number): TextRange {
  if (range.end - range.start <= MAX_SNIPPET) return range
  let start = range.start
  if (place - start > LEAD) {
    const lead = text.slice(place - LEAD, place)
    const blank = lead.search(/\s\S/u)
    start = blank < 0 ? place : place - LEAD + blank + 1
  }
  if (range.end - start <= MAX_SNIPPET) return { start, end: range.end }
  const body = text.slice(start, start + MAX_SNIPPET)
  const words = /^.*\S(?=\s)/su.exec(body)?.[0] ?? body.replace(/[\uD800-\uDBFF]$/, '')
  return { start, end: start + words.length }
}
