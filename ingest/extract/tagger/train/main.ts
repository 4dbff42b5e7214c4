// `npm run train -- --data DIR [--out FILE] [--dev-only]`: learns the weights anew and reports how well the development set is read.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createTagger, tagText } from '../index.ts'
import { evaluateScierc } from '../scierc.ts'
import { readModel, writeModel } from '../weights-file.ts'
import { labelScierc, readSciercPart, readUnlabelled } from './corpora.ts'
import { PLAN, clusterTwice, trainModel } from './model.ts'
import { showFigures } from './report.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, 'dev-only': { type: 'boolean', default: false } },
})
const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

if (values.data === undefined) {
  process.stderr.write('Say where the data are: npm run train -- --data DIR [--out FILE] [--dev-only]\n')
  process.exitCode = 2
} else train(values.data, values.out ?? fileURLToPath(new URL('../weights.bin', import.meta.url)))

function train(folder: string, out: string): void {
  const [trainPart, devPart] = [readSciercPart(folder, 'train'), readSciercPart(folder, 'dev')]
  const unlabelled = readUnlabelled(folder)
  tell(`${trainPart.length} and ${devPart.length} labelled texts, ${unlabelled.length} sentences without labels`)
  const clusters = clusterTwice(unlabelled)
  tell(`${clusters.size} words in clusters`)
  const forDev = writeModel(trainModel(trainPart.map(labelScierc), clusters, PLAN, tell))
  const tagger = createTagger(readModel(forDev))
  tell('\nDevelopment set, learnt from the training set alone:')
  tell(showFigures(evaluateScierc(devPart, (text) => tagText(tagger, text))))
  if (values['dev-only']) return
  const bytes = writeModel(trainModel([...trainPart, ...devPart].map(labelScierc), clusters, PLAN, tell))
  writeFileSync(out, bytes)
  tell(`\nLearnt from both: ${out}, ${bytes.length} bytes`)
}
