// Selection: from the chances of all terms of a paper to the mentions it is said to hold.
import type { EntityKind } from '../../../src/graph/entities.ts'
import type { Mention } from '../../../src/graph/extractions.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { PaperText } from '../extractor.ts'
import type { Candidate } from './candidates.ts'
import type { Judgement } from './judge.ts'
import { FLOOR, confidenceOf } from './judge.ts'
import { CONCEPTS, FIELDS_OF_STUDY, LANGUAGES, METHODS, METRICS, TASKS, isDataset } from './lexicon/known.ts'
import type { Reading } from './reading.ts'
import { roleAt } from './roles.ts'
import type { Term } from './terms.ts'
import type { Casing } from './true-case.ts'
import { readCasing, trueCase } from './true-case.ts'

/**
 * From here on something is the paper's own; the likeliest of a paper already from the second figure on. More than two are
 * seldom right. All three by cross-validation over the papers that the trees learnt from.
 */
export const OWN = 0.4
export const LIKELIEST_OWN = 0.2
export const MOST_OWN = 2

/** What a paper mentions, by place. */
export function selectMentions(
  text: PaperText,
  reading: Reading,
  judgements: readonly Judgement[],
): readonly Mention[] {
  const chosen = reading.terms.flatMap((term, i) => {
    const judgement = judgements[i]
    return judgement !== undefined && judgement.term >= FLOOR ? [{ term, judgement }] : []
  })
  const casing = readCasing(reading.abstract)
  const leastOwn = leastOwnOf(chosen.map(({ judgement }) => judgement.proposal))
  return chosen
    .flatMap(({ term, judgement }) => {
      const better = chosen.filter((other) => other.judgement.term > judgement.term)
      const free = term.places.filter(
        (place) =>
          // A state is spoken of also where it only tells what something else is like: "overparameterized networks".
          place.rule === 'state' || !better.some((other) => isInside(place, other.term)),
      )
      const isOwn = judgement.proposal >= leastOwn || isNamedAsOwn(term, reading)
      const confidence = Math.round(confidenceOf(judgement.term) * 1e6) / 1e6
      return (free.length > 0 ? free : term.places).map((place) =>
        mentionAt(text, reading, { term, judgement, isOwn, confidence }, place, casing),
      )
    })
    .sort(byPlace)
}

/** How likely a paper's own a term must be, given the chances of all terms of the paper. */
function leastOwnOf(chances: readonly number[]): number {
  const ranked = chances.toSorted((a, b) => b - a)
  const last = ranked[Math.min(MOST_OWN, ranked.length) - 1] ?? 1
  return Math.max(last, Math.min(OWN, Math.max(LIKELIEST_OWN, ranked[0] ?? 0)))
}

/** "we propose X (Y)", "called Y", "Y: …": a single name that the paper brings in as its own leaves nothing to weigh. */
function isNamedAsOwn({ key, short, places }: Term, reading: Reading): boolean {
  const how = reading.proposals.get(key)
  if (how === undefined || how === 'heading') return false
  return short !== null || (how !== 'proposed' && places.some(({ words }) => words.length === 1))
}

interface Chosen {
  readonly term: Term
  readonly judgement: Judgement
  readonly isOwn: boolean
  /** Six decimals. */
  readonly confidence: number
}

function mentionAt(text: PaperText, reading: Reading, chosen: Chosen, place: Candidate, casing: Casing): Mention {
  const { confidence, isOwn } = chosen
  const { field, start, end, rule } = place
  const surface = text[field].slice(start, end)
  const kind = kindOf(chosen, surface)
  const role = kind === 'METHOD' ? roleAt(place, reading.wordsAround(place), isOwn) : null
  const lemma = lemmaOf(trueCase(surface, place, casing))
  return { field, start, end, surface, lemma, kind, role, confidence, rule }
}

/** "WINDSET dataset", "KnowRef coreference corpus": data with a name. */
const NAMED_DATA = /(?:\p{Lu}\S*\p{Lu}|\p{Ll}\p{Lu}).*\s(?:[Dd]ata ?[Ss]ets?|[Cc]orpus|[Cc]orpora|[Tt]reebanks?)$/u

/** What {@link NAMED_DATA} end in; few names do. */
const DATA = /(?:ets?|orpus|orpora|anks?)$/

function kindOf({ term, judgement: { method }, isOwn }: Chosen, surface: string): EntityKind {
  if (isDataset(surface) || (DATA.test(surface) && NAMED_DATA.test(surface))) return 'DATASET'
  if (METRICS.has(term.key)) return 'METRIC'
  if (LANGUAGES.has(term.key) || FIELDS_OF_STUDY.has(term.key)) return 'CONCEPT'
  if (isOwn) return 'METHOD'
  if (CONCEPTS.has(term.key)) return TASKS.has(term.key) ? 'TASK' : 'CONCEPT'
  if (METHODS.has(term.key)) return 'METHOD'
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
