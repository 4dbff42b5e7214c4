// Examples: labelled documents made into passages with spans over our own words.
import { readSentences } from '../../../text/words.ts'
import type { Forms } from '../forms.ts'
import { maySpan, readPassages } from '../passages.ts'
import { SPAN_TYPES } from '../span-types.ts'
import type { SpanType } from '../span-types.ts'
import type { Example } from './prepare.ts'

/** A paper with labelled stretches, in UTF-16 code units. */
export interface LabelledText {
  /** Empty where there is none. */
  readonly title: string
  readonly titleSpans: readonly LabelledSpan[]
  readonly text: string
  readonly spans: readonly LabelledSpan[]
  /** 0 for the guidelines that the model is to follow; others have a number of their own each. */
  readonly guideline: number
}

interface LabelledSpan {
  readonly start: number
  readonly end: number
  readonly type: SpanType
}

/**
 * The examples of one paper. Of spans that overlap the longest is kept; what is no span by our words is left out.
 */
export function toExamples(paper: LabelledText, forms: Forms, weight: number): readonly Example[] {
  const titles = readSentences(paper.title, true).filter((words) => words.length > 0)
  const sentences = [...titles, ...readSentences(paper.text, false)]
  return readPassages(
    sentences.map((words, i) => ({ words, isTitle: i < titles.length })),
    forms,
  ).map((passage): Example => {
    const words = sentences[passage.sentence]?.slice(passage.offset, passage.offset + passage.forms.length) ?? []
    const placed = (passage.isTitle ? paper.titleSpans : paper.spans)
      .map(({ start, end, type }) => {
        const from = words.findIndex((word) => word.end > start)
        const to = words.findLastIndex((word) => word.start < end) + 1
        return { from, to, type: SPAN_TYPES.indexOf(type) }
      })
      .filter(({ from, to }) => from >= 0 && maySpan(passage, from, to))
      .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    const kept: { from: number; to: number; type: number }[] = []
    for (const { from, to, type } of placed)
      if (kept.every((other) => other.to <= from || to <= other.from)) kept.push({ from, to, type })
    return { passage, spans: kept.sort((a, b) => a.from - b.from), weight, guideline: paper.guideline }
  })
}
