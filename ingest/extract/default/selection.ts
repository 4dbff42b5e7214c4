// Selection: from the chances of all terms of a paper to the mentions it is said to hold.
import type { EntityKind } from '../../../src/graph/entities.ts'
import type { Mention } from '../../../src/graph/extractions.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { PaperText } from '../extractor.ts'
import type { Candidate } from './candidates.ts'
import type { Word } from './forms.ts'
import type { Judgement } from './judge.ts'
import { FLOOR, confidenceOf } from './judge.ts'
import { TASK_NOUNS } from './lexicon/heads.ts'
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
      const better = term.places.length > MANY ? [] : chosen.filter((other) => other.judgement.term > judgement.term)
      const free = term.places.filter(
        (place) =>
          // A state is spoken of also where it only tells what something else is like: "overparameterized networks".
          place.rule === 'state' || !better.some((other) => isInside(place, other.term)),
      )
      const isNamed = isNamedAsOwn(term, reading)
      const isOwn = judgement.proposal >= leastOwn || isNamed
      const isTask = TASKS.has(term.key) || (!isNamed && !METHODS.has(term.key) && endsInTask(term))
      const isData = isTitledData(term)
      const confidence = Math.round(confidenceOf(judgement.term) * 1e6) / 1e6
      return (free.length > 0 ? free : term.places).map((place) =>
        mentionAt(text, reading, { term, judgement, isOwn, isTask, isData, confidence }, place, casing),
      )
    })
    .sort(byPlace)
}

/** No text says one thing more often than that, and what does should take no longer than a text. */
const MANY = 500

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
  readonly isTask: boolean
  readonly isData: boolean
  /** Six decimals. */
  readonly confidence: number
}

function mentionAt(text: PaperText, reading: Reading, chosen: Chosen, place: Candidate, casing: Casing): Mention {
  const { confidence, isOwn } = chosen
  const { field, start, end, rule } = place
  const surface = text[field].slice(start, end)
  const sentence = reading.wordsAround(place)
  const kind = kindOf(chosen, surface, isCampaignAt(place, sentence))
  const role = kind === 'METHOD' ? roleAt(place, sentence, isOwn) : null
  const lemma = lemmaOf(trueCase(surface, place, casing))
  return { field, start, end, surface, lemma, kind, role, confidence, rule }
}

/** "WINDSET dataset", "KnowRef coreference corpus": data with a name. */
const NAMED_DATA = /(?:\p{Lu}\S*\p{Lu}|\p{Ll}\p{Lu}).*\s(?:[Dd]ata ?[Ss]ets?|[Cc]orpus|[Cc]orpora|[Tt]reebanks?)$/u

/** "Northern Birds Song Corpus (NBSC)": data with a name by its capitals, outside of a title. */
const isTitledData = ({ places }: Term): boolean =>
  places.some(
    ({ field, words }) =>
      field !== 'title' &&
      words.length > 2 &&
      /^(?:Dataset|Corpus|Treebank)$/.test(words.at(-1)?.text ?? '') &&
      words.every(({ form }) => form.startsUpper),
  )

/** What {@link NAMED_DATA} end in; few names do. */
const DATA = /(?:ets?|orpus|orpora|anks?)$/

function kindOf(
  { term, judgement: { method }, isOwn, isTask, isData }: Chosen,
  surface: string,
  isCampaign: boolean,
): EntityKind {
  if (isData || isDataset(surface) || (DATA.test(surface) && NAMED_DATA.test(surface))) return 'DATASET'
  if (METRICS.has(term.key)) return 'METRIC'
  if (LANGUAGES.has(term.key) || FIELDS_OF_STUDY.has(term.key)) return 'CONCEPT'
  if (isCampaign) return 'TASK'
  if (isOwn && !isTask) return 'METHOD'
  if (CONCEPTS.has(term.key)) return isTask ? 'TASK' : 'CONCEPT'
  if (METHODS.has(term.key)) return 'METHOD'
  if (method > 0.5 && !isTask && !isNaturalLanguage(term)) return 'METHOD'
  return isTask ? 'TASK' : 'CONCEPT'
}

/** "native language identification", by its long form: what is asked of a system, whoever brings it in. */
const endsInTask = ({ places }: Term): boolean =>
  places.some(({ words }) => words.length > 1 && TASK_NOUNS.has(words.at(-1)?.form.singular ?? ''))

/** "Indian languages"; "probabilistic programming language" is none. */
const isNaturalLanguage = ({ places: [place] }: Term): boolean =>
  place?.words.at(-1)?.form.singular === 'language' && !FORMAL.test(place.words.at(-2)?.lower ?? '')
const FORMAL =
  /^(?:description|formal|markup|modell?ing|programming|query|representation|specification|\p{L}+-specific)$/u

/** "WASSA-2017 shared task", "EmoInt-2017", "SemEval Task 4": what many take part in. */
function isCampaignAt({ words, to }: Candidate, sentence: readonly Word[]): boolean {
  const [name] = words
  if (words.some(({ lower }, i) => lower === 'shared' && words[i + 1]?.form.singular === 'task')) return true
  if (name === undefined || words.length > 2 || !name.form.isAcronym) return false
  if (/\p{L}-?(?:19|20)\d\d$/u.test(name.text)) return true
  if (YEAR.test(words[1]?.text ?? '') || YEAR.test(sentence[to]?.text ?? '')) return true
  // "WASSA 2017 EmoInt shared task": the year and the task's own name may stand between.
  let at = to
  while (at < to + 2 && (YEAR.test(sentence[at]?.text ?? '') || sentence[at]?.form.isAcronym === true)) at += 1
  const next = sentence[at]?.lower ?? ''
  return CAMPAIGN.test(next) || (next === 'task' && /^\d/.test(sentence[at + 1]?.text ?? ''))
}
const YEAR = /^(?:19|20)\d\d$/
const CAMPAIGN = /^(?:shared|challenge|competition|campaign|track)$/

const isInside = (place: Candidate, { places }: Term): boolean =>
  places.some(
    ({ field, start, end }) =>
      field === place.field && start <= place.start && place.end <= end && end - start > place.end - place.start,
  )

const byPlace = (a: Mention, b: Mention): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || b.end - a.end
