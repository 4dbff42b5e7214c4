// The corpora that the tagger learns from, as they lie in a folder of data. README.md of the tagger says where each comes from.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { normaliseText } from '../../../text/normalise.ts'
import { readSentences } from '../../../text/words.ts'
import { readScierc } from '../scierc.ts'
import type { ScierDocument } from '../scierc.ts'
import type { LabelledText } from './examples.ts'

/** The documents of `scierc/<part>.jsonl`. */
export function readSciercPart(folder: string, part: 'train' | 'dev'): readonly ScierDocument[] {
  return readScierc(readLines(join(folder, 'scierc', `${part}.jsonl`)))
}

/** A SciERC document as labelled text. */
export const labelScierc = ({ text, starts, ends, spans }: ScierDocument): LabelledText => ({
  text,
  spans: spans.map(({ first, last, type }) => ({ start: starts[first] ?? 0, end: ends[last] ?? 0, type })),
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
