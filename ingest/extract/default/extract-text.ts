// Everything found in one text, given a model.
import type { ExtractedText, PaperText } from '../extractor.ts'
import type { Model } from './judge.ts'
import { judgeTerms } from './judge.ts'
import { readPaper } from './reading.ts'
import { selectMentions } from './selection.ts'

export function extractText(text: PaperText, model: Model): ExtractedText {
  const reading = readPaper(text)
  const mentions = selectMentions(text, reading, judgeTerms(reading, model))
  return { mentions, acronyms: reading.acronyms.map(({ short, long }) => ({ short, long })) }
}
