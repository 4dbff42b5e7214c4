// What a text asks for, and how often papers have it: counted in texts of terms, each with its own blanks.
import { z } from 'zod'
import { isCounted, searchTerms } from '../../graph/search.ts'
import type { TextUnit } from '../../graph/search.ts'
import { safeTerm } from '../term-query.ts'

/**
 * A text as its index terms, each with its own blanks: `" graph  neural  network "`. Removing `" graph "` then removes
 * every occurrence of the term and nothing else, so the loss in length counts them.
 */
export function termText(text: string): string {
  return padded(searchTerms(text))
}

const padded = (terms: readonly string[]) => terms.map((term) => ` ${term} `).join('')

export const unitShape = z.object({
  /** Whether occurrences are counted: then there is one form of one term. */
  counted: z.boolean(),
  /** The forms, each term with its own blanks. */
  padded: z.array(z.string()),
})

/** A unit as it is compared with texts of padded terms. */
export function toUnit(unit: TextUnit): z.input<typeof unitShape> {
  return { counted: isCounted(unit), padded: unit.forms.map((terms) => padded(terms.map(safeTerm))) }
}

/** How often the only form of a counted unit occurs in a text of padded terms. */
const occurrences = (text: string) =>
  `(size(${text}) - size(replace(${text}, unit.padded[0], ''))) / size(unit.padded[0])`

/** True where a form of the variable `unit` stands in a text of padded terms. */
export const hasForm = (text: string) => `any(form IN unit.padded WHERE ${text} CONTAINS form)`

const presence = (text: string) => `CASE WHEN ${hasForm(text)} THEN 1 ELSE 0 END`

/** `termFrequency` of the variable `unit` in `p`. */
export const TERM_FREQUENCY = `CASE WHEN unit.counted THEN ${occurrences('p.abstractTerms')} + 3 * ${occurrences('p.titleTerms')}
            ELSE ${presence('p.abstractTerms')} + 3 * ${presence('p.titleTerms')} END`
