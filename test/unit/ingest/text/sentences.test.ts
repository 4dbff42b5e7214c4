// Sentences: where they end, and that nothing is lost between them.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSentences } from '../../../../ingest/text/sentences.ts'

const split = (text: string): readonly string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end))

test.each<[string, readonly string[]]>([
  ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
  ['Work by Lee et al. (2018) shows it. It holds.', ['Work by Lee et al. (2018) shows it.', 'It holds.']],
  ['Known from Lee et al. We extend it.', ['Known from Lee et al.', 'We extend it.']],
  ['Losses, i.e. Huber and others, e.g. Tukey.', ['Losses, i.e. Huber and others, e.g. Tukey.']],
  ['See Fig. 2 and Eq. 3. Then stop.', ['See Fig. 2 and Eq. 3.', 'Then stop.']],
  ['Drawn by J. Smith. He left.', ['Drawn by J. Smith.', 'He left.']],
  ['An error of 0.5 is small. So is 1.5.', ['An error of 0.5 is small.', 'So is 1.5.']],
  ['It is "done." We go on.', ['It is "done."', 'We go on.']],
  ['We use vitamin C. Results improve.', ['We use vitamin C.', 'Results improve.']],
  ['A method. tSNE follows.', ['A method.', 'tSNE follows.']],
  ['no capital. no end', ['no capital. no end']],
  ['  ', []],
])('%j', (text, sentences) => {
  expect(split(text)).toEqual(sentences)
})

test('sentences come in order, do not overlap, and leave out nothing but blanks', () => {
  const piece = fc.constantFrom('We ', 'et al. ', 'e.g. ', '. ', '? ', ') ', '"', 'A', ' ', '3.5', 'word ', '… ', '\n')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      let at = 0
      for (const { start, end } of splitSentences(text)) {
        expect(text.slice(at, start).trim()).toBe('')
        expect(text.slice(start, end)).toMatch(/^\S(?:.*\S)?$/su)
        at = end
      }
      expect(text.slice(at).trim()).toBe('')
    }),
  )
})
