// Selection: from the chances of all terms of a paper to the mentions it is said to hold.
import type { Mention } from '../../../src/graph/extractions.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { PaperText } from '../extractor.ts'
import type { Candidate } from './candidates.ts'
import type { Judgement } from './judge.ts'
import { FLOOR, confidenceOf } from './judge.ts'
import { kindAt, traitsOf } from './kinds.ts'
import type { Traits } from './kinds.ts'
import { bringsSomethingIn } from './proposals.ts'
import type { Reading } from './reading.ts'
import { roleAt } from './roles.ts'
import type { Term } from './terms.ts'
import type { Casing } from './true-case.ts'
import { readCasing, trueCase } from './true-case.ts'

/**
 * From here on something is the paper's own; of a paper that says it brings something in, the likeliest already from the second figure
 * on. More than two are seldom right. All three by cross-validation over the papers that the trees learnt from.
 */
export const OWN = 0.45
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
  const leastOwn = leastOwnOf(
    chosen.map(({ judgement }) => judgement.proposal),
    reading,
  )
  const ranked = chosen.toSorted((a, b) => b.judgement.term - a.judgement.term)
  const isInsideLikelier = (place: Candidate, chance: number): boolean => {
    for (let i = 0; i < ranked.length; i += 1) {
      const other = ranked[i]
      if (other === undefined || other.judgement.term <= chance) return false
      if (isInside(place, other.term)) return true
    }
    return false
  }
  return chosen
    .flatMap(({ term, judgement }) => {
      const free = term.places.filter(
        (place) =>
          // A state is spoken of also where it only tells what something else is like: "overparameterized networks".
          place.rule === 'state' || term.places.length > MANY || !isInsideLikelier(place, judgement.term),
      )
      const isNamed = isNamedAsOwn(term, reading)
      const isOwn = judgement.proposal >= leastOwn || isNamed
      const traits = traitsOf(term, reading, judgement.method, isOwn, isNamed)
      const confidence = Math.round(confidenceOf(judgement.term) * 1e6) / 1e6
      return (free.length > 0 ? free : term.places).map((place) =>
        mentionAt(text, reading, { traits, isOwn, confidence }, place, casing),
      )
    })
    .sort(byPlace)
}

/** No text says one thing more often than that, and what does should take no longer than a text. */
const MANY = 500

/** How likely a paper's own a term must be, given the chances of all terms of the paper. */
function leastOwnOf(chances: readonly number[], { abstract }: Reading): number {
  const ranked = chances.toSorted((a, b) => b - a)
  const likeliest = ranked[0] ?? 0
  const last = ranked[Math.min(MOST_OWN, ranked.length) - 1] ?? 1
  // What the paper says is looked at only where it decides.
  const isEnough = likeliest >= LIKELIEST_OWN && likeliest < OWN && bringsSomethingIn(abstract)
  return Math.max(last, isEnough ? likeliest : OWN)
}

/** "we propose X (Y)", "called Y", "Y: …": a single name that the paper brings in as its own leaves nothing to weigh. */
function isNamedAsOwn({ key, short, places }: Term, reading: Reading): boolean {
  const how = reading.proposals.get(key)
  if (how === undefined || how === 'heading') return false
  return short !== null || (how !== 'proposed' && places.some(({ words }) => words.length === 1))
}

interface Chosen {
  readonly traits: Traits
  readonly isOwn: boolean
  /** Six decimals. */
  readonly confidence: number
}

function mentionAt(text: PaperText, reading: Reading, chosen: Chosen, place: Candidate, casing: Casing): Mention {
  const { confidence, isOwn, traits } = chosen
  const { field, start, end, rule } = place
  const surface = text[field].slice(start, end)
  const sentence = reading.wordsAround(place)
  const kind = kindAt(traits, surface, place, sentence)
  const role = kind === 'METHOD' ? roleAt(place, sentence, isOwn) : null
  const lemma = lemmaOf(trueCase(reading.text[field].slice(start, end), place, casing))
  return { field, start, end, surface, lemma, kind, role, confidence, rule }
}

/** Whether a term has a place that holds this one and is longer. */
function isInside({ field, start, end }: Candidate, { places }: Term): boolean {
  for (let i = 0; i < places.length; i += 1) {
    const other = places[i]
    if (other === undefined || other.start > start || other.end < end || other.field !== field) continue
    if (other.end - other.start > end - start) return true
  }
  return false
}

const byPlace = (a: Mention, b: Mention): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || b.end - a.end
