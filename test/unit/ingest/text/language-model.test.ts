// The language model that is read in part tags as the whole one does.
import { readFileSync } from 'node:fs'
import winkNlp from 'wink-nlp'
import model from 'wink-eng-lite-web-model'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PARTS_OF_SPEECH, stemOf, stretchesIn, tagStretches } from '../../../../ingest/text/stretches.ts'

const Abstract = z.object({ abstract: z.string() })
const SAMPLE = new URL('../../../../ingest/samples/landmarks.jsonl', import.meta.url)

const lexemesIn = (text: string): readonly string[] =>
  stretchesIn(text).flatMap(({ stretch }) => stretch.lexemes.map(({ value }) => value))

test('tokens and tags are those of the whole model', () => {
  const nlp = winkNlp(model, ['sbd', 'pos'])
  const { its } = nlp
  const lines = readFileSync(SAMPLE, 'utf8').trim().split('\n')
  const abstracts = lines.map((line) => Abstract.parse(JSON.parse(line)).abstract)
  const odd =
    "constructor isn't __proto__, e.g. naïve co-training of ResNet-50s at 3.5% (1st) \u2013 see https://example.org!"
  for (const text of [...abstracts, odd]) {
    const found = nlp.readDoc(text).tokens()
    // oxlint-disable typescript/unbound-method -- wink-nlp knows these functions by their identity
    const [values, tags] = [found.out(its.value), found.out(its.pos)]
    // oxlint-enable typescript/unbound-method
    expect(lexemesIn(text)).toEqual(values)
    expect(tagStretches(stretchesIn(text)).map((tag) => PARTS_OF_SPEECH[tag])).toEqual(tags)
  }
})

test('words with brackets, marks and hyphens are parted as the whole model parts them', () => {
  const nlp = winkNlp(model, ['sbd', 'pos'])
  const shapes = [
    '(WORD',
    '(WORD)',
    '(WORD,',
    '(WORD;',
    '(WORD),',
    '(WORD):',
    'WORD).',
    'WORD),',
    'WORD)?',
    'WORD-WORD',
    'WORD-WORD,',
  ]
  const words = ['kernel', 'cannot', 'Zyx', 'non', 'self', 'like', 'USD', 'constructor', 'state-of-the']
  for (const stretch of shapes.flatMap((shape) => words.map((word) => shape.replaceAll('WORD', word)))) {
    // oxlint-disable-next-line typescript/unbound-method -- wink-nlp knows these functions by their identity
    expect(lexemesIn(stretch)).toEqual(nlp.readDoc(stretch).tokens().out(nlp.its.value))
  }
})

test('what a stretch is parted into does not depend on what was read before', () => {
  const before = lexemesIn("the LSTM's gates, 6x faster")
  // Parts of these are whole stretches of the others.
  lexemesIn("(LSTM's) and (6x) and LSTM's.")
  expect(lexemesIn("the LSTM's gates, 6x faster.").slice(0, -1)).toEqual(before)
  expect(before).toEqual(['the', 'LSTM', "'s", 'gates', ',', '6', 'x', 'faster'])
})

test('stems are those of the parts of a word', () => {
  expect(['running', 'co-occurrences', 'generalization'].map(stemOf)).toEqual(['run', 'co-occurr', 'general'])
})
