// The default extractor: rules, word lists and small trees; no model to download. Text in, mentions with offsets out.
import { setImmediate } from 'node:timers/promises'
import { digest } from '../../../src/graph/ids.ts'
import type { ExtractedText, Extractor } from '../extractor.ts'
import { extractText } from './extract-text.ts'
import { FLOOR } from './judge.ts'
import * as generic from './lexicon/generic.ts'
import * as grammar from './lexicon/grammar.ts'
import * as heads from './lexicon/heads.ts'
import * as known from './lexicon/known.ts'
import * as manners from './lexicon/manners.ts'
import { loadModel } from './model-file.ts'
import { LIKELIEST_OWN, MOST_OWN, OWN } from './selection.ts'

/** Counted up whenever the rules change; lists and weights tell by themselves. */
const VERSION = 18
const TEXTS_AT_ONCE = 32

/** An extractor that needs nothing but the texts. */
export function createDefaultExtractor(): Extractor {
  const { model, digest } = loadModel()
  return {
    id: `default@${VERSION}:${configuration(digest)}`,
    async extract(texts) {
      const found: ExtractedText[] = []
      for (const [i, text] of texts.entries()) {
        // A server that ingests must answer meanwhile.
        if (i % TEXTS_AT_ONCE === TEXTS_AT_ONCE - 1) await setImmediate()
        found.push(extractText(text, model))
      }
      return found
    },
  }
}

/** A digest of every list and weight, so that what was extracted with other ones is extracted anew. */
function configuration(modelDigest: string): string {
  const lists = [generic, grammar, heads, known, manners].flatMap((lexicon) => Object.entries<unknown>(lexicon))
  const sets = lists.map(([name, list]) => [name, list instanceof Set ? [...list] : []])
  return digest(JSON.stringify([FLOOR, LIKELIEST_OWN, MOST_OWN, OWN, modelDigest, sets])).slice(0, 8)
}
