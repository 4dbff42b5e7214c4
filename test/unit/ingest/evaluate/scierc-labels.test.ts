// SciERC as labels: distinct names against entities.
import { expect, test } from 'vitest'
import type { FoundName } from '../../../../ingest/evaluate/label-format.ts'
import { sciercFormat } from '../../../../ingest/evaluate/scierc-labels.ts'

const value = {
  doc_key: 'd',
  sentences: [
    ['We', 'train', 'neural', 'networks', 'for', 'speech', 'recognition', '.'],
    ['The', 'Neural', 'network', 'wins', '.'],
  ],
  ner: [
    [
      [2, 3, 'Method'],
      [5, 6, 'Task'],
    ],
    [
      [9, 10, 'Method'],
      [9, 10, 'Generic'],
    ],
  ],
}
const name = (text: string, kind: string): FoundName => ({ name: text, aliases: [], kind, role: null, confidence: 0.8 })

test('a name counts once a text, by any of its spellings', () => {
  const set = sciercFormat.read([{ file: 'f', line: 1, value }])
  expect(set.texts.get('d')?.abstract).toBe('We train neural networks for speech recognition. The Neural network wins.')
  const entities = [name('neural network', 'METHOD'), name('speech', 'TASK')]
  const { figures, errors } = set.score(new Map([['d', { id: 'd', entities, acronyms: [] }]]))
  expect(figures[0]).toMatchObject({ name: 'names', precision: 0.5, recall: 0.5, gold: 2, found: 2 })
  expect(figures[1]).toMatchObject({ name: 'method names', precision: 1, recall: 1, gold: 1, found: 1 })
  expect(figures.find((row) => row.name === 'spans: typed')?.gold).toBe(4)
  expect(errors).toEqual([{ id: 'd', missed: ['speech recognition'], spurious: ['speech'] }])
})

test('a line that is no document is refused with its place', () => {
  const line = { file: 'f', line: 7, value: { ...value, ner: [[[0, 1, 'Thing']]] } }
  expect(() => sciercFormat.read([line])).toThrow(/^f: line 7: ner\.0\.0\.2 is not as SciERC has it/)
})
