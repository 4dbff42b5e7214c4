// The default extractor: rules and word lists, no model to download. Text in, mentions with offsets out.
import { setImmediate } from 'node:timers/promises'
import { digest } from '../../../src/graph/ids.ts'
import type { Mention } from '../../../src/graph/extractions.ts'
import type { TextField } from '../../../src/graph/papers.ts'
import { nameKey } from '../../../src/graph/names.ts'
import { readSentences } from '../../text/words.ts'
import type { Word } from '../../text/words.ts'
import type { ExtractedText, Extractor, PaperText } from '../extractor.ts'
import { findAcronyms } from './acronyms.ts'
import type { FoundAcronym } from './acronyms.ts'
import { findCandidates } from './candidates.ts'
import type { Candidate } from './candidates.ts'
import { confidenceOf } from './confidence.ts'
import { featuresOf } from './features.ts'
import type { Reading } from './features.ts'
import { kindOf } from './kinds.ts'
import { lemmaOf } from '../../text/lemma.ts'
import * as generic from './lexicon/generic.ts'
import * as grammar from './lexicon/grammar.ts'
import * as heads from './lexicon/heads.ts'
import * as known from './lexicon/known.ts'
import { findPeople } from './people.ts'
import { findProposals } from './proposals.ts'
import { retag } from './retag.ts'
import { roleAt } from './roles.ts'
import { gatherTerms } from './terms.ts'
import { KIND_WEIGHTS, TERM_WEIGHTS } from './weights.ts'

/** Counted up whenever the rules change; lists and weights tell by themselves. */
const VERSION = 1
const TEXTS_AT_ONCE = 32
const FIELDS: readonly TextField[] = ['title', 'abstract']
/** Terms less likely than this are left out at once; resolution judges the others with the whole corpus before it. */
const FLOOR = 0.15
/** States such as overparameterization are read off one word; nothing about them is left to weigh. */
const STATE_CONFIDENCE = 0.9

/** An extractor that needs nothing but the texts. */
export function createDefaultExtractor(): Extractor {
  return {
    id: `default@${VERSION}:${configuration()}`,
    async extract(texts) {
      const found: ExtractedText[] = []
      for (const [i, text] of texts.entries()) {
        // A server that ingests must answer meanwhile.
        if (i % TEXTS_AT_ONCE === TEXTS_AT_ONCE - 1) await setImmediate()
        found.push(extractText(text))
      }
      return found
    },
  }
}

/** A digest of every list and weight, so that what was extracted with other ones is extracted anew. */
function configuration(): string {
  const lists = [generic, grammar, heads, known].flatMap((lexicon) => Object.entries<unknown>(lexicon))
  const sets = lists.map(([name, list]) => [name, list instanceof Set ? [...list] : []])
  return digest(JSON.stringify([FLOOR, STATE_CONFIDENCE, TERM_WEIGHTS, KIND_WEIGHTS, sets])).slice(0, 8)
}

/** Everything found in one text. */
export function extractText(text: PaperText): ExtractedText {
  const reading = readPaper(text)
  const mentions = reading.terms.flatMap((term) => {
    const features = featuresOf(term, reading)
    const confidence = term.places.some(({ rule }) => rule === 'state') ? STATE_CONFIDENCE : confidenceOf(features)
    if (confidence < FLOOR) return []
    const kind = kindOf(features)
    const proposed = reading.proposals.has(term.key)
    return term.places.map((place): Mention => {
      const surface = text[place.field].slice(place.start, place.end)
      const role = kind === 'METHOD' ? roleAt(place, reading.wordsAround(place), proposed) : null
      const { field, start, end, rule } = place
      return { field, start, end, surface, lemma: lemmaOf(surface), kind, role, confidence, rule }
    })
  })
  return { mentions: mentions.sort(byPlace), acronyms: reading.acronyms.map(({ short, long }) => ({ short, long })) }
}

/** Reads a text up to its terms, before any of them is judged. */
export function readPaper(text: PaperText): Reading {
  const sentences: Record<TextField, readonly (readonly Word[])[]> = {
    title: readSentences(text.title, true).map((words) => retag(words, true)),
    abstract: readSentences(text.abstract, false).map((words) => retag(words, false)),
  }
  const definitions: Record<TextField, readonly FoundAcronym[]> = {
    title: findAcronyms(text.title),
    abstract: findAcronyms(text.abstract),
  }
  const people = findPeople(text.abstract)
  const candidates = FIELDS.flatMap((field) =>
    sentences[field].flatMap((words, i) => findCandidates(words, field, i, definitions[field])),
  ).filter(({ words }) => !words.every((word) => people.has(word.text)))
  const terms = gatherTerms(candidates, (place) => text[place.field].slice(place.start, place.end))
  const wordsAround = (place: Candidate): readonly Word[] => sentences[place.field][place.sentence] ?? []
  const acronyms = FIELDS.flatMap((field) => definitions[field]).filter(
    ({ short }, i, all) => all.findIndex((other) => other.short === short) === i,
  )
  const defined = new Set(acronyms.flatMap(({ short, long }) => [nameKey(lemmaOf(short)), nameKey(lemmaOf(long))]))
  const proposals = findProposals(terms, wordsAround, sentences.abstract)
  return { terms, acronyms, defined, proposals, wordsAround, sentences: sentences.abstract.length }
}

const byPlace = (a: Mention, b: Mention): number =>
  FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start || b.end - a.end
