// Annotation: what extraction finds in one text, for people who want to look; nothing is written.
import { setImmediate } from 'node:timers/promises'
import type { Annotation, Annotator } from '../src/graph/annotations.ts'
import { nameKey } from '../src/graph/names.ts'
import type { Extractor } from './extract/extractor.ts'
import { stateOf } from './resolve/variants.ts'

/** Annotates with an extractor, one text after the other: a text takes tens of milliseconds, and others want their turn. */
export function createAnnotator(extractor: Extractor): Annotator {
  let turn: Promise<unknown> = Promise.resolve()

  async function extract(text: string): Promise<readonly Annotation[]> {
    const [found] = await extractor.extract([{ title: '', abstract: text }])
    const { mentions = [], acronyms = [] } = found ?? {}
    const longOf = new Map(acronyms.map(({ short, long }) => [short, long]))
    return mentions.map(({ start, end, surface, lemma, kind, role, confidence, rule }) => {
      const names = [longOf.get(surface), stateOf(lemma), surface, lemma].filter((name) => name != null)
      const norms = [...new Set(names.map(nameKey))].filter((norm) => norm !== '')
      return { start, end, surface, kind, role, confidence, rule, norms }
    })
  }

  return {
    annotate(text) {
      const answer = turn.then(async () => {
        await setImmediate()
        return extract(text)
      })
      turn = answer.catch(() => {})
      return answer
    },
  }
}
