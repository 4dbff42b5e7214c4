// Calibration: fits what salience weighs to labelled papers, and tells whether confidence means what it says.
// `npm run calibrate -- labels.jsonl papers.jsonl`; what it prints goes into ../resolve/salience.ts by hand.
import { extractRecords } from '../extract-papers.ts'
import type { FoundEntity } from '../extract-papers.ts'
import { createExtractor } from '../extract/index.ts'
import type { Places } from '../resolve/salience.ts'
import { salienceFeatures } from '../resolve/salience.ts'
import { formsOf } from './forms.ts'
import { readJsonLines } from './json-lines.ts'
import type { Rows } from './logistic.ts'
import { fitLogistic, probabilityOf } from './logistic.ts'
import { pairSame } from './pairing.ts'
import { readLabels } from './paper-labels.ts'
import type { Judgement } from './reliability.ts'
import { reliabilityOf } from './reliability.ts'
import { readTexts } from './texts.ts'

const FOLDS = 5

/** One entity found: its features, and what the labels of its paper say. */
interface Example {
  readonly paper: number
  readonly places: Places
  readonly confidence: number
  readonly isLabelled: boolean
  readonly isCentral: boolean
}

const [labelFile = '', textFile = labelFile] = process.argv.slice(2)
if (labelFile === '') throw new Error('Name a file of labels, and a file of texts if they stand apart.')
report(await readExamples(labelFile, textFile))

async function readExamples(labelFile: string, textFile: string): Promise<readonly Example[]> {
  const labels = readLabels(await readJsonLines(labelFile))
  const texts = [...readTexts(await readJsonLines(textFile))].filter(([id]) => labels.has(id))
  const records = texts.map(([id, { title, abstract }]) => ({ id, title, abstract, doi: null, arxivId: null }))
  const batches = (async function* () {
    yield records
  })()
  const examples: Example[] = []
  for await (const papers of extractRecords(batches, createExtractor(), () => undefined)) {
    for (const [paper, { id, entities }] of papers.entries()) {
      const named = labels.get(id) ?? []
      const found = entities.map((entity) => ({ entity, forms: formsOf([entity.name, ...entity.aliases]) }))
      const labelled = new Set(pairSame(named, found).map(([, one]) => one))
      const central = new Set(
        pairSame(
          named.filter(({ isCentral }) => isCentral),
          found,
        ).map(([, one]) => one),
      )
      for (const one of found) {
        const { confidence } = one.entity
        const marks = { isLabelled: labelled.has(one), isCentral: central.has(one) }
        examples.push({ paper, places: placesOf(one.entity), confidence, ...marks })
      }
    }
  }
  return examples
}

function placesOf({ spans, confidence, role }: FoundEntity): Places {
  return spans.map(({ field, start }) => ({ field, start, confidence, role }))
}

function report(examples: readonly Example[]): void {
  const weights = fitLogistic(centralRows(examples))
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const isHeld = ({ paper }: Example): boolean => paper % FOLDS === fold
    const others = fitLogistic(centralRows(examples.filter((one) => !isHeld(one))))
    return examples.filter(isHeld).map(({ places, isCentral }): Judgement => {
      return { confidence: probabilityOf(others, salienceFeatures(places)), isCorrect: isCentral }
    })
  })
  console.log(`${examples.length} entities found`)
  console.log(`salience weights ${JSON.stringify(weights.map((weight) => Math.round(weight * 1000) / 1000))}`)
  console.log(`salience on papers held out (${FOLDS} folds)`)
  show(held.flat())
  const logit = (p: number): number => Math.log(p / (1 - p))
  const [shift = 0, slope = 0] = fitLogistic({
    rows: examples.map(({ confidence }) => [1, logit(Math.min(Math.max(confidence, 0.01), 0.99))]),
    holds: examples.map(({ isLabelled }) => isLabelled),
  })
  console.log(
    `confidence: log odds of being right = ${shift.toFixed(2)} + ${slope.toFixed(2)} * its log odds (0 and 1 are perfect)`,
  )
  show(examples.map(({ confidence, isLabelled }) => ({ confidence, isCorrect: isLabelled })))
}

function centralRows(examples: readonly Example[]): Rows {
  return {
    rows: examples.map(({ places }) => salienceFeatures(places)),
    holds: examples.map(({ isCentral }) => isCentral),
  }
}

function show(judgements: readonly Judgement[]): void {
  const { buckets = [], error = 0 } = reliabilityOf(judgements) ?? {}
  for (const { from, to, count, confidence, correct } of buckets)
    console.log(
      `  ${from.toFixed(1)}-${to.toFixed(1)}  mean ${confidence.toFixed(3)}  right ${correct.toFixed(3)}  ${count}`,
    )
  console.log(`  expected calibration error ${error.toFixed(3)}`)
}
