// Annotation: what extraction finds in one text, for people who want to look; nothing is written.
import type { Annotator } from '../src/graph/annotations.ts'
import { nameKey } from '../src/graph/names.ts'
import type { Extractor } from './extract/extractor.ts'
import { stateOf } from './resolve/variants.ts'

/** Annotates with an extractor. A long text takes a tenth of a second. */
export function createAnnotator(extractor: Extractor): Annotator {
  return {
    async annotate(text) {
      const [found] = await extractor.extract([{ title: '', abstract: text }])
      const { mentions = [], acronyms = [] } = found ?? {}
      const longOf = new Map(acronyms.map(({ short, long }) => [short, long]))
      return mentions.map(({ start, end, surface, lemma, kind, role, confidence, rule }) => {
        const names = [longOf.get(surface), stateOf(lemma), surface, lemma].filter((name) => name != null)
        const norms = [...new Set(names.map(nameKey))].filter((norm) => norm !== '')
        return { start, end, surface, kind, role, confidence, rule, norms }
      })
    },
  }
}
