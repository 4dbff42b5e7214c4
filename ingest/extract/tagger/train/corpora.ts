// The corpora that the tagger learns from, as they lie in a folder of data. README.md of the tagger says where each comes from.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { normaliseText } from '../../../text/normalise.ts'
import { readSentences } from '../../../text/words.ts'
import { readScierc } from '../scierc.ts'
import type { ScierDocument } from '../scierc.ts'
import { joinTokens } from '../joined-tokens.ts'
import type { LabelledText } from './examples.ts'

/** The documents of `scierc/<part>.jsonl`. */
export function readSciercPart(folder: string, part: 'train' | 'dev'): readonly ScierDocument[] {
  return readScierc(readLines(join(folder, 'scierc', `${part}.jsonl`)))
}

/** A SciERC document as labelled text. */
export const labelScierc = ({ text, starts, ends, spans }: ScierDocument): LabelledText => ({
  title: '',
  titleSpans: [],
  text,
  spans: spans.map(({ first, last, type }) => ({ start: starts[first] ?? 0, end: ends[last] ?? 0, type })),
  guideline: 0,
})

const scirexSchema = z.object({
  words: z.array(z.string()),
  sentences: z.array(z.tuple([z.int(), z.int()])),
  ner: z.array(z.tuple([z.int(), z.int(), z.enum(['Method', 'Task', 'Metric', 'Material'])])),
})

/** Of a document of SciREX only the beginning is taken: title, abstract, and a little of the introduction. */
const SCIREX_WORDS = 330

/** The documents of `scirex/title-abstract.jsonl`. */
export const readScirex = (folder: string): readonly LabelledText[] =>
  readLines(join(folder, 'scirex', 'title-abstract.jsonl'))
    .filter((line) => line !== '')
    .map((line): LabelledText => {
      const { words, sentences, ner } = scirexSchema.parse(JSON.parse(line))
      const tokens = words.slice(0, SCIREX_WORDS)
      // What the extraction from LaTeX put in: "document : " before the title, "section : Abstract ." before a section.
      for (const [from, to] of sentences)
        if (words[from] === 'section') tokens.fill('', from, Math.min(to, SCIREX_WORDS))
      const body = sentences[0]?.[1] ?? 0
      const part = (from: number, to: number): Pick<LabelledText, 'text' | 'spans'> => {
        const { text, starts, ends } = joinTokens(tokens.slice(from, to), true)
        const inside = ner.filter(([first, past]) => first >= from && past <= to && past <= SCIREX_WORDS)
        const spans = inside.map(([first, past, type]) => ({
          start: starts[first - from] ?? 0,
          end: ends[past - 1 - from] ?? 0,
          type,
        }))
        return { text, spans }
      }
      const title = part(words[0] === 'document' ? 2 : 0, body)
      const { text, spans } = part(body, SCIREX_WORDS)
      return { title: title.text, titleSpans: title.spans, text, spans, guideline: 1 }
    })

const paperSchema = z.object({ title: z.string(), abstract: z.string() })

/** The sentences, as lower-case words, of the titles and abstracts of `papers/*.jsonl`; a line that is no paper is left out. */
export function readUnlabelled(folder: string): readonly (readonly string[])[] {
  const sentences: (readonly string[])[] = []
  const files = readdirSync(join(folder, 'papers')).filter((name) => name.endsWith('.jsonl'))
  for (const file of files.sort())
    for (const line of readLines(join(folder, 'papers', file))) {
      const paper = line === '' ? undefined : paperSchema.safeParse(JSON.parse(line)).data
      if (paper === undefined) continue
      for (const words of readSentences(normaliseText(paper.title), true))
        sentences.push(words.map(({ lower }) => lower))
      for (const words of readSentences(normaliseText(paper.abstract), false))
        sentences.push(words.map(({ lower }) => lower))
    }
  return sentences
}

const readLines = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n')
