// Fits what salience weighs to labelled papers, and tells whether confidence means what it says.
// `npm run calibrate -- labels.jsonl papers.jsonl`; what it prints goes into ../resolve/salience.ts by hand.
import { extractRecords } from '../extract-papers.ts'
import type { FoundPaper } from '../extract-papers.ts'
import { createExtractor } from '../extract/index.ts'
import { calibrationExamples, calibrationLines } from './calibration.ts'
import { readJsonLines } from './json-lines.ts'
import { readLabels } from './paper-labels.ts'
import { readTexts } from './texts.ts'

const [labelFile = '', textFile = labelFile] = process.argv.slice(2)
if (labelFile === '') throw new Error('Name a file of labels, and a file of texts if they stand apart.')
const labels = readLabels(await readJsonLines(labelFile))
const texts = [...readTexts(await readJsonLines(textFile))].filter(([id]) => labels.has(id))
const records = texts.map(([id, { title, abstract }]) => ({ id, title, abstract, doi: null, arxivId: null }))
const batches = (async function* () {
  yield records
})()
const papers: FoundPaper[] = []
for await (const batch of extractRecords(batches, await createExtractor(), () => undefined)) papers.push(...batch)
console.log(calibrationLines(calibrationExamples(papers, labels)).join('\n'))
