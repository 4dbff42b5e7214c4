// The tagger: finds stretches of words that name a method, a task, a metric, a material or another scientific term.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readSentences } from '../../text/words.ts'
import type { Word } from '../../text/words.ts'
import { decode } from './decode.ts'
import { Forms } from './forms.ts'
import { Lattice } from './lattice.ts'
import { PASSAGE, readPassages } from './passages.ts'
import type { Sentence } from './passages.ts'
import { Scorer } from './scoring.ts'
import { SPAN_TYPES } from './span-types.ts'
import type { SpanType } from './span-types.ts'
import type { TextSpan } from './scierc.ts'
import { clusterLookup, readModel } from './weights-file.ts'
import type { TaggerModel } from './weights-file.ts'

/** A span of the words `from` to before `to` of its sentence. */
interface TaggedSpan {
  readonly from: number
  readonly to: number
  readonly type: SpanType
  /** The probability that these words are a span of this type, as the model sees it. */
  readonly score: number
}

/** Finds spans. It keeps nothing of a paper; the same sentences give the same spans. */
export interface Tagger {
  /**
   * The spans of each sentence of a paper, by place, without overlap. All sentences of a paper belong into one call, titles
   * first: what one sentence says counts in the others. Words are taken as `readSentences` makes them, with their tags.
   */
  tag(sentences: readonly Sentence[]): readonly (readonly TaggedSpan[])[]
}

/** A tagger with the given model. */
export function createTagger(model: TaggerModel): Tagger {
  const forms = new Forms(clusterLookup(model))
  const scorer = new Scorer(model.weights)
  const lattice = new Lattice(PASSAGE)
  return {
    tag(sentences) {
      const spans: TaggedSpan[][] = sentences.map(() => [])
      for (const passage of readPassages(sentences, forms)) {
        scorer.fill(passage, lattice)
        lattice.run(passage.forms.length)
        for (const { from, to, type, score } of decode(lattice, passage.forms.length, model.floor)) {
          const name = SPAN_TYPES[type]
          if (name === undefined) continue
          spans[passage.sentence]?.push({ from: from + passage.offset, to: to + passage.offset, type: name, score })
        }
      }
      return spans
    },
  }
}

/** The spans of a running text that is no title, with their places in it. */
export function tagText(tagger: Tagger, text: string): readonly TextSpan[] {
  const sentences = readSentences(text, false)
  return tagger
    .tag(sentences.map((words) => ({ words, isTitle: false })))
    .flatMap((spans, i) => spans.map(({ from, to, type }) => ({ ...placeOf(sentences[i] ?? [], from, to), type })))
}

function placeOf(words: readonly Word[], from: number, to: number): { start: number; end: number } {
  return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 }
}

const WEIGHTS = new URL('weights.bin', import.meta.url)
let shipped: { readonly tagger: Tagger; readonly digest: string } | undefined

function openShipped(): { readonly tagger: Tagger; readonly digest: string } {
  if (shipped === undefined) {
    const bytes = readFileSync(WEIGHTS)
    shipped = { tagger: createTagger(readModel(bytes)), digest: createHash('sha256').update(bytes).digest('hex') }
  }
  return shipped
}

/** The tagger with the weights that come with Paperloom; they are read at the first call. */
export const openTagger = (): Tagger => openShipped().tagger

/** SHA-256 of these weights in hexadecimal: what was extracted with other ones is told by it. */
export const taggerDigest = (): string => openShipped().digest
