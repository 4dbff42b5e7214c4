// Queries for full-text indices, as Lucene and FTS5 both read them: quoted phrases with AND and OR between them, nothing else.
import type { CompletionUnit } from '../graph/complete.ts'
import type { TextUnit } from '../graph/search.ts'

/** What no index ever holds, and both take for a word. */
const NOWHERE = '\u2026'

/** A term that is not made of letters, digits and marks in lower case is in no text, and nothing of it may reach a query parser. */
export function safeTerm(term: string): string {
  return /^(?:(?![A-Z])[\p{L}\p{N}\p{M}])+$/u.test(term) ? term : NOWHERE
}

/** A form side by side. */
export function phraseOf(terms: readonly string[]): string {
  return `"${terms.map(safeTerm).join(' ') || NOWHERE}"`
}

/** Any form of a unit. */
export function anyFormOf({ forms }: TextUnit): string {
  return `(${forms.map(phraseOf).join(' OR ') || `"${NOWHERE}"`})`
}

/** A form of every unit; no units are nowhere. */
export function allUnitsOf(units: readonly TextUnit[]): string {
  return units.length === 0 ? phraseOf([]) : units.map(anyFormOf).join(' AND ')
}

/** Words that begin so, as Lucene reads it. */
export function lucenePrefix(prefix: string): string {
  return `${safeTerm(prefix)}*`
}

/** Words that begin so, as FTS5 reads it. */
export function fts5Prefix(prefix: string): string {
  return `"${safeTerm(prefix)}" *`
}

/** A word for every unit, in any order. */
export function allWordsOf(units: readonly CompletionUnit[], prefixOf: (prefix: string) => string): string {
  return units
    .map(({ terms, prefix }) => [
      ...terms.map((term) => phraseOf([term])),
      ...(prefix === null ? [] : [prefixOf(prefix)]),
    ])
    .map((words) => `(${words.join(' OR ')})`)
    .join(' AND ')
}
