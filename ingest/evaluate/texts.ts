// Texts: the titles and abstracts that labels are about, in the lines of the labels or in files of their own.
import { z } from 'zod'
import { paperId } from '../../src/graph/ids.ts'
import type { PaperText } from '../extract/extractor.ts'
import { normaliseText } from '../text/normalise.ts'
import type { JsonLine } from './json-lines.ts'
import { parseLine } from './json-lines.ts'

/** What labels and texts are joined by. */
export const textId = z.union([z.string().min(1), z.number().transform(String)], { error: 'expected text or a number' })

const text = z.string({ error: 'expected text' })
const paper = z.object({
  id: textId.nullish(),
  title: text,
  abstract: text,
  doi: text.nullish().transform((doi) => doi ?? null),
  arxivId: text.nullish().transform((id) => id ?? null),
})

/** Whether a line holds a text and nothing else that is known. */
export const isText = (value: JsonLine['value']): boolean => 'title' in value && 'abstract' in value

/** The texts that stand in some lines, by their own id, else by the one the graph would give; lines without one are passed over. */
export function readTexts(lines: readonly JsonLine[]): ReadonlyMap<string, PaperText> {
  return new Map(
    lines
      .filter(({ value }) => isText(value))
      .map((line) => {
        const record = parseLine(paper, line)
        const { title, abstract } = record
        return [record.id ?? paperId(record), { title: normaliseText(title), abstract: normaliseText(abstract) }]
      }),
  )
}
