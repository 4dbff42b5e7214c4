// The language model that is read in part tags as the whole one does.
import { readFileSync } from 'node:fs'
import winkNlp from 'wink-nlp'
import model from 'wink-eng-lite-web-model'
import { expect, test } from 'vitest'
import { tokenise } from '../../../../ingest/text/tokens.ts'

const SAMPLE = new URL('../../../../ingest/samples/landmarks.jsonl', import.meta.url)

test('tags are those of the whole model', () => {
  const nlp = winkNlp(model, ['sbd', 'pos'])
  const { its } = nlp
  const lines = readFileSync(SAMPLE, 'utf8').trim().split('\n')
  const odd =
    "constructor isn't __proto__, e.g. naïve co-training of ResNet-50s at 3.5% (1st) \u2013 see https://example.org!"
  for (const text of [...lines, odd]) {
    // oxlint-disable-next-line typescript/unbound-method -- wink-nlp knows these functions by their identity
    const tags = nlp.readDoc(text).tokens().out(its.pos)
    expect(tokenise(text).map(({ pos }) => pos)).toEqual(tags)
  }
})
