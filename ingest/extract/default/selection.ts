// Selection: from the chances of all terms of a paper to the mentions it is said to hold.
import type { EntityKind } from '../../../src/graph/entities.ts'
import type { Mention } from '../../../src/graph/extractions.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { PaperText } from '../extractor.ts'
import type { Candidate } from './candidates.ts'
import type { Judgement } from './judge.ts'
import { CONCEPTS, METRICS, TASKS, isDataset } from './lexicon/known.ts'
import type { Reading } from './reading.ts'
import { roleAt } from './roles.ts'
import type { Term } from './terms.ts'

/** Terms less likely than this are left out; resolution judges the others with the whole corpus before it. */
export const FLOOR = 0.15
/** From here on something is the paper's own. */
export const OWN = 0.4

/** What a paper mentions, by place. */
export function selectMentions(text: PaperText, reading: Reading, judgements: readonly Judgement[]): readonly Mention[] {
  const chosen = reading.terms.flatMap((term, i) => {
    const judgement = judgements[i]
    return judgement !== undefined && judgement.term >= FLOOR ? [{ term, judgement }] : []
  })
  return chosen
    .flatMap(({ term, judgement }) => {
      const free = term.places.filter((place) => !chosen.some((other) => other.term !== term && other.judgement.term > judgement.term && isInside(place, other.term)))
      return (free.length > 0 ? free : term.places).map((place) => mentionAt(text, reading, term, judgement, place))
    })
    .sort(byPlace)
}

function mentionAt(text: PaperText, reading: Reading, term: Term, judgement: Judgement, place: Candidate): Mention {
  const { field, start, end, rule } = place
  const surface = text[field].slice(start, end)
  const proposed = judgement.proposal >= OWN
  const kind = kindOf(term, surface, judgement, proposed)
  const role = kind === 'METHOD' ? roleAt(place, reading.wordsAround(place), proposed) : null
  const confidence = Math.round(judgement.term * 1e6) / 1e6
  return { field, start, end, surface, lemma: lemmaOf(surface), kind, role, confidence, rule }
}

function kindOf(term: Term, surface: string, { method }: Judgement, proposed: boolean): EntityKind {
  if (isDataset(surface)) return 'DATASET'
  if (METRICS.has(term.key)) return 'METRIC'
  if (proposed) return 'METHOD'
  if (CONCEPTS.has(term.key)) return TASKS.has(term.key) ? 'TASK' : 'CONCEPT'
  if (method > 0.5) return 'METHOD'
  return TASKS.has(term.key) ? 'TASK' : 'CONCEPT'
}

const isInside = (place: Candidate, { places }: Term): boolean =>
  places.some(
    ({ field, start, end }) =>
      field === place.field && start <= place.start && place.end <= end && end - start > place.end - place.start,
  )

const byPlace = (a: Mention, b: Mention): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || b.end - a.end
