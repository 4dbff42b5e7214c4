// How often papers have what a text asks for: words are counted in the vocabulary of the index, names are looked up in it.
import { z } from 'zod'
import { isCounted } from '../../graph/search.ts'
import type { TextUnit } from '../../graph/search.ts'
import { allUnitsOf, anyFormOf } from '../term-query.ts'

/**
 * For each unit, the papers of a list of numbers that have it: `unit`, `nr` and `tf`, as `termFrequency` counts.
 *
 * @param papers - A list of numbers of papers, as what follows IN.
 */
export function textHits(papers: string): string {
  return `
    SELECT c.value ->> 0 AS unit, v.doc AS nr, sum(iif(v.col = 'title', 3, 1)) AS tf
    FROM json_each(:words) c CROSS JOIN paper_term_places v ON v.term = c.value ->> 1
    WHERE v.doc IN ${papers}
    GROUP BY 1, 2
    UNION ALL
    SELECT f.value ->> 0, t.rowid, sum(f.value ->> 1)
    FROM json_each(:names) f CROSS JOIN paper_terms t ON t.paper_terms MATCH f.value ->> 2
    WHERE +t.rowid IN ${papers}
    GROUP BY 1, 2`
}

/** The papers that have a form of every unit, as a list of numbers. */
export const WITH_ALL_UNITS = '(SELECT rowid FROM paper_terms WHERE paper_terms MATCH :query)'

export const unitParams = {
  /** How many units there are. */
  units: z.int(),
  /** All units as the index reads them. */
  query: z.string(),
  /** `[unit, term]` for the units whose places are counted. */
  words: z.string(),
  /** `[unit, weight, query]` for the other units, once a column. */
  names: z.string(),
}

/** The parameters that units make; lists go in as JSON. */
export function unitValues(units: readonly TextUnit[]): z.input<z.ZodObject<typeof unitParams>> {
  return {
    units: units.length,
    query: allUnitsOf(units),
    words: JSON.stringify(units.flatMap((unit, at) => (isCounted(unit) ? [[at, unit.forms[0]?.[0]]] : []))),
    names: JSON.stringify(
      units.flatMap((unit, at) =>
        isCounted(unit)
          ? []
          : [
              [at, 3, `title : ${anyFormOf(unit)}`],
              [at, 1, `abstract : ${anyFormOf(unit)}`],
            ],
      ),
    ),
  }
}
