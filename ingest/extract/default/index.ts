// The default extractor: rules and word lists, no model to download. Text in, mentions with offsets out.
import { setImmediate } from 'node:timers/promises'
import type { Mention } from '../../../src/graph/extractions.ts'
import { digest } from '../../../src/graph/ids.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { ExtractedText, Extractor, PaperText } from '../extractor.ts'
import { confidenceOf } from './confidence.ts'
import { featuresOf } from './features.ts'
import { kindOf } from './kinds.ts'
import * as generic from './lexicon/generic.ts'
import * as grammar from './lexicon/grammar.ts'
import * as heads from './lexicon/heads.ts'
import * as known from './lexicon/known.ts'
import { readPaper } from './reading.ts'
import { roleAt } from './roles.ts'
import { KIND_WEIGHTS, TERM_WEIGHTS } from './weights.ts'

/** Counted up whenever the rules change; lists and weights tell by themselves. */
const VERSION = 2
const TEXTS_AT_ONCE = 32
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
function extractText(text: PaperText): ExtractedText {
  const reading = readPaper(text)
  const featuresByKey = new Map(reading.terms.map((term) => [term.key, featuresOf(term, reading)]))
  const mentions = reading.terms.flatMap((term) => {
    const features = featuresByKey.get(term.key) ?? []
    const confidence = term.places.some(({ rule }) => rule === 'state') ? STATE_CONFIDENCE : confidenceOf(features)
    if (confidence < FLOOR) return []
    // A short form is of the kind of what it stands for.
    const kind = kindOf(featuresByKey.get(reading.defined.get(term.key) ?? term.key) ?? features)
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

const byPlace = (a: Mention, b: Mention): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || b.end - a.end
