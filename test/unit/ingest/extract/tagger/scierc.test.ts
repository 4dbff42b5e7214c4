import { describe, expect, it } from 'vitest'
import { evaluateScierc, readScierc, tokensAt } from '../../../../../ingest/extract/tagger/scierc.ts'
import type { SpanType } from '../../../../../ingest/extract/tagger/span-types.ts'

/** An invented document in SciERC's format. */
const line = JSON.stringify({
  doc_key: 'made-up',
  sentences: [
    ['We', 'train', 'a', 'ranking', 'network', '-LRB-', 'RankNet', '-RRB-', 'for', 'web', 'search', '.'],
    ['The', 'network', "'s", 'ranking', 'network', 'is', 'fast', '.'],
  ],
  ner: [
    [
      [3, 4, 'Method'],
      [6, 6, 'Method'],
      [9, 10, 'Task'],
    ],
    [
      [13, 13, 'Generic'],
      [15, 16, 'Method'],
    ],
  ],
  relations: [],
})
const [document] = readScierc([line, ''])
if (document === undefined) throw new Error('One document was expected.')

const find = (surface: string, type: SpanType, from = 0): { start: number; end: number; type: SpanType } => {
  const start = document.text.indexOf(surface, from)
  return { start, end: start + surface.length, type }
}

describe('readScierc', () => {
  it('puts the tokens together to running text and keeps where each stands', () => {
    expect(document.text).toBe(
      "We train a ranking network (RankNet) for web search. The network's ranking network is fast.",
    )
    expect(document.starts.map((start, i) => document.text.slice(start, document.ends[i])).slice(3, 8)).toEqual([
      'ranking',
      'network',
      '(',
      'RankNet',
      ')',
    ])
  })

  it('refuses what is no SciERC document', () => {
    expect(() => readScierc(['{"doc_key": "x"}'])).toThrow(/sentences/)
  })
})

describe('tokensAt', () => {
  it('gives every token that is touched', () => {
    const { start } = find('anking net', 'Method')
    expect(tokensAt(document, start, start + 10)).toEqual({ first: 3, last: 4 })
    expect(tokensAt(document, 2, 3)).toBeNull()
  })
})

describe('evaluateScierc', () => {
  it('scores the right spans as right', () => {
    const second = document.text.indexOf('The network')
    const figures = evaluateScierc([document], () => [
      find('ranking network', 'Method'),
      find('RankNet', 'Method'),
      find('web search', 'Task'),
      find('network', 'Generic', second),
      find('ranking network', 'Method', second),
    ])
    expect(figures.typed).toMatchObject({ f1: 1, gold: 5, found: 5, right: 5 })
    // "ranking network" is one name; the generic "network" is none.
    expect(figures.names).toMatchObject({ f1: 1, gold: 3 })
    expect(figures.namesAndGeneric.gold).toBe(4)
    expect(figures.methodNames.gold).toBe(2)
  })

  it('tells wrong types, wrong ends and what is missed apart', () => {
    const { typed, untyped, overlap, names, byType } = evaluateScierc([document], () => [
      find('ranking network', 'Task'),
      find('web search', 'Task'),
      find('network (RankNet', 'Method'),
    ])
    expect(typed).toMatchObject({ precision: 1 / 3, recall: 1 / 5, right: 1 })
    expect(untyped).toMatchObject({ precision: 2 / 3, recall: 2 / 5 })
    expect(overlap).toMatchObject({ precision: 1, recall: 3 / 5 })
    expect(names).toMatchObject({ right: 2, found: 3, gold: 3 })
    expect(byType.Task).toMatchObject({ precision: 1 / 2, recall: 1 })
    expect(byType.Metric).toMatchObject({ precision: 0, recall: 0, f1: 0 })
  })

  it('counts a span that is given twice once', () => {
    const span = find('web search', 'Task')
    expect(evaluateScierc([document], () => [span, span]).typed.found).toBe(1)
  })
})
