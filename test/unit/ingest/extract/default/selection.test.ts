// Selection: what a paper is said to propose, given how likely each term is its own.
import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../../../../ingest/extract/default/judge.ts'
import { readPaper } from '../../../../../ingest/extract/default/reading.ts'
import { LIKELIEST_OWN, OWN, selectMentions } from '../../../../../ingest/extract/default/selection.ts'

const text = {
  title: 'Sparse attention, graph kernels and ridge regression',
  abstract: 'Sparse attention, graph kernels and ridge regression are studied side by side.',
}
const reading = readPaper(text)

/** The names that are proposed where terms of these keys have these chances of being the paper's own. */
function proposed(chances: Readonly<Record<string, number>>): readonly string[] {
  const judgements = reading.terms.map(({ key }): Judgement => {
    const proposal = chances[key]
    return proposal === undefined ? { term: 0, method: 0, proposal: 0 } : { term: 0.9, method: 0.9, proposal }
  })
  const mentions = selectMentions(text, reading, judgements)
  return [...new Set(mentions.filter(({ role }) => role === 'PROPOSES').map(({ lemma }) => lemma.toLowerCase()))].sort()
}

describe("a paper's own", () => {
  test('are the two likeliest at most', () => {
    expect(proposed({ sparseattention: 0.9, graphkernel: 0.8, ridgeregression: 0.7 })).toEqual([
      'graph kernel',
      'sparse attention',
    ])
  })

  test('is the likeliest alone where none is likely', () => {
    const [some, less] = [LIKELIEST_OWN + 0.02, LIKELIEST_OWN + 0.01]
    expect(some).toBeLessThan(OWN)
    expect(proposed({ sparseattention: less, graphkernel: some, ridgeregression: less })).toEqual(['graph kernel'])
  })

  test('is nothing where nothing comes near', () => {
    const little = LIKELIEST_OWN - 0.01
    expect(proposed({ sparseattention: little, graphkernel: little, ridgeregression: little })).toEqual([])
  })
})
