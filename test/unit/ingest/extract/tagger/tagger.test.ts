import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createTagger, openTagger, tagText, taggerDigest } from '../../../../../ingest/extract/tagger/index.ts'
import type { Tagger } from '../../../../../ingest/extract/tagger/index.ts'
import { trainModel } from '../../../../../ingest/extract/tagger/train/model.ts'
import { clusterWords } from '../../../../../ingest/extract/tagger/train/clusters.ts'
import type { LabelledText } from '../../../../../ingest/extract/tagger/train/examples.ts'
import type { LearningPlan } from '../../../../../ingest/extract/tagger/train/learn.ts'
import { quantise } from '../../../../../ingest/extract/tagger/train/quantise.ts'
import { readModel, writeModel } from '../../../../../ingest/extract/tagger/weights-file.ts'
import { readSentences } from '../../../../../ingest/text/words.ts'

const METHODS = ['random forests', 'belief propagation', 'spectral clustering', 'kernel machines', 'boosted trees']
const TASKS = ['stock forecasting', 'web search', 'spam filtering', 'route planning', 'speaker tracking']

/** Sentences of one pattern with the methods and tasks marked. */
function labelled(methods: readonly string[], tasks: readonly string[]): readonly LabelledText[] {
  return methods.flatMap((method) =>
    tasks.map((task) => {
      const text = `We apply ${method} to ${task} in this paper.`
      const spanOf = (surface: string): { start: number; end: number } => ({
        start: text.indexOf(surface),
        end: text.indexOf(surface) + surface.length,
      })
      return {
        title: '',
        titleSpans: [],
        guideline: 0,
        text,
        spans: [
          { ...spanOf(method), type: 'Method' as const },
          { ...spanOf(task), type: 'Task' as const },
        ],
      }
    }),
  )
}

const PLAN: LearningPlan = {
  epochs: 6,
  seeds: [1, 2],
  rate: 0.1,
  dropout: 0.2,
  decay: 0.001,
  least: 1,
  rounding: { step: 0.02, least: 1 },
}
const texts = labelled(METHODS, TASKS)
const clusters = clusterWords(
  texts.map(({ text }) => text.toLowerCase().split(' ')),
  { steps: [-1, 1], isBag: false, sizes: [6, 2] },
  1,
)

const surfaces = (tagger: Tagger, text: string): readonly string[] =>
  tagText(tagger, text).map(({ start, end, type }) => `${type}: ${text.slice(start, end)}`)

describe('trainModel', () => {
  it('gives the same bytes for the same texts', () => {
    expect(writeModel(trainModel(texts, clusters, PLAN))).toEqual(writeModel(trainModel(texts, clusters, PLAN)))
    expect(writeModel(trainModel(texts.slice(1), clusters, PLAN))).not.toEqual(
      writeModel(trainModel(texts, clusters, PLAN)),
    )
  })

  it('learns a pattern and finds it around other words', () => {
    const tagger = createTagger(readModel(writeModel(trainModel(texts, clusters, PLAN))))
    expect(surfaces(tagger, 'We apply mean shift to image search in this paper.')).toEqual([
      'Method: mean shift',
      'Task: image search',
    ])
  })
})

describe('the weights file', () => {
  const model = trainModel(texts, clusters, PLAN)
  const bytes = writeModel(model)

  it('holds all of a model', () => {
    const read = readModel(bytes)
    expect(read.floor).toBeCloseTo(model.floor, 6)
    expect([...read.clusters]).toEqual([...model.clusters].sort(([a], [b]) => a - b))
    for (const kind of ['tokens', 'spans', 'pairs'] as const) {
      expect(read.weights[kind].step).toBe(model.weights[kind].step)
      expect(read.weights[kind].hashes).toEqual(model.weights[kind].hashes)
      expect(read.weights[kind].rows).toEqual(model.weights[kind].rows)
    }
    expect(model.weights.tokens.hashes.length).toBeGreaterThan(50)
  })

  it('is the same when it is read and written again', () => {
    expect(writeModel(readModel(bytes))).toEqual(bytes)
  })

  it('is refused when it is cut short or something else', () => {
    for (const length of [0, 3, 9, 40, bytes.length - 1]) expect(() => readModel(bytes.slice(0, length))).toThrow(Error)
    expect(() => readModel(new TextEncoder().encode('PLTH and something else'))).toThrow(/no tagger weights/)
    expect(() => readModel(brotliCompressSync(new TextEncoder().encode('something else')))).toThrow(/of this version/)
  })
})

describe('quantise', () => {
  it('rounds, cuts what is too large, and leaves out rows that hardly weigh', () => {
    const table = quantise(2, Int32Array.from([9, -4, 5]), Float32Array.from([0.24, -0.5, 99, 0, 0.1, -0.14]), {
      step: 0.1,
      least: 2,
    })
    expect([...table.hashes]).toEqual([-4, 9])
    expect([...table.rows]).toEqual([127, 0, 2, -5])
    expect([table.rowOf(9), table.rowOf(-4), table.rowOf(5)]).toEqual([1, 0, -1])
  })
})

describe('the tagger that comes with Paperloom', () => {
  it('finds what stands out in a plain sentence', () => {
    const text =
      'In this paper, we propose a graph convolutional network for traffic forecasting. We train a hidden Markov model (HMM) with the EM algorithm on the Penn Treebank. Our method improves the BLEU score.'
    expect(surfaces(openTagger(), text)).toEqual(
      expect.arrayContaining([
        'Method: graph convolutional network',
        'Task: traffic forecasting',
        'Method: EM algorithm',
        'Material: Penn Treebank',
        'Generic: method',
      ]),
    )
  })

  it('says how sure it is, and reports no overlap', () => {
    const words = readSentences(
      'We use support vector machines for text classification and named entity recognition.',
      false,
    )
    const [spans = []] = openTagger().tag(words.map((sentence) => ({ words: sentence, isTitle: false })))
    expect(spans.length).toBeGreaterThan(1)
    for (const [i, { from, to, score }] of spans.entries()) {
      expect(score).toBeGreaterThan(0)
      expect(score).toBeLessThanOrEqual(1)
      expect(to).toBeGreaterThan(from)
      expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? 0)
    }
  })

  it('gives the same answer whatever it read before', () => {
    const text = 'Variational autoencoders learn representations of molecules for drug discovery.'
    const before = tagText(openTagger(), text)
    tagText(openTagger(), 'Drug discovery with molecules is a benchmark. Variational inference is not.')
    expect(tagText(openTagger(), text)).toEqual(before)
  })

  it('takes a title in title case, sentences without words and endless ones', () => {
    const title = readSentences('Deep Reinforcement Learning for Robot Navigation', true).map((words) => ({
      words,
      isTitle: true,
    }))
    expect(
      openTagger()
        .tag(title)[0]
        ?.map(({ from, to }) => [from, to]),
    ).toContainEqual([0, 3])
    expect(openTagger().tag([])).toEqual([])
    expect(openTagger().tag([{ words: [], isTitle: false }])).toEqual([[]])
    const endless = readSentences('deep learning of graphs '.repeat(100), false)
    expect(
      openTagger()
        .tag(endless.map((words) => ({ words, isTitle: false })))
        .flat().length,
    ).toBeGreaterThan(10)
  })

  it('has a digest', () => {
    expect(taggerDigest()).toMatch(/^[0-9a-f]{64}$/)
  })
})
