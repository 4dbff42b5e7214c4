// Selection: what a paper is said to propose, given how likely each term is its own.
import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../../../../ingest/extract/default/judge.ts'
import { readPaper } from '../../../../../ingest/extract/default/reading.ts'
import { LIKELIEST_OWN, OWN, selectMentions } from '../../../../../ingest/extract/default/selection.ts'

const title = 'Sparse attention, graph kernels and ridge regression'
const STUDIED = 'Sparse attention, graph kernels and ridge regression are studied side by side.'
const BROUGHT_IN = `${STUDIED} We propose a way to join them.`

/** The names that are proposed where terms of these keys have these chances of being the paper's own. */
function proposed(chances: Readonly<Record<string, number>>, abstract = BROUGHT_IN): readonly string[] {
  const text = { title, abstract }
  const reading = readPaper(text)
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

  test.each([
    [STUDIED, false],
    ['Sparse attention changes what graph kernels see. New Keynesian economics has ridge regression.', false],
    [`${STUDIED} Our simple algorithm joins them.`, true],
    [`${STUDIED} This gives a novel view.`, true],
    [BROUGHT_IN, true],
  ])('%s: is the likeliest alone, if the paper says that it brings something in: %s', (abstract, bringsIn) => {
    const own = proposed({ sparseattention: OWN - 0.01 }, abstract)
    expect(own).toEqual(bringsIn ? ['sparse attention'] : [])
    expect(proposed({ sparseattention: OWN }, abstract)).toEqual(['sparse attention'])
  })

  test('is nothing where nothing comes near', () => {
    const little = LIKELIEST_OWN - 0.01
    expect(proposed({ sparseattention: little, graphkernel: little, ridgeregression: little })).toEqual([])
  })
})
