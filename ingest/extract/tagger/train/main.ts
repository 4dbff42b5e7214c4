// Trains the tagger; `npm run train` calls it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTagger, tagText } from '../index.ts'
import { evaluateScierc } from '../scierc.ts'
import { readModel, writeModel } from '../weights-file.ts'
import { labelScierc, readSciercPart, readUnlabelled } from './corpora.ts'
import { PLAN, clusterTwice, trainModel } from './model.ts'
import { showFigures } from './report.ts'

const WEIGHTS = fileURLToPath(new URL('../weights.bin', import.meta.url))

/** How the tagger is to be trained. */
export interface TaggerTraining {
  /** The folder of the data. */
  readonly folder: string
  /** The file to write; the tagger's own where it is not given. */
  readonly out?: string | undefined
  /** Learns from the training part alone, to see how well the development part is read, and writes nothing. */
  readonly devOnly: boolean
  readonly tell: (line: string) => void
}

/** Learns the tagger's weights anew and reports how well the development set is read. */
export function trainTagger({ folder, out = WEIGHTS, devOnly, tell }: TaggerTraining): void {
  const [trainPart, devPart] = [readSciercPart(folder, 'train'), readSciercPart(folder, 'dev')]
  const unlabelled = readUnlabelled(folder)
  tell(`${trainPart.length} and ${devPart.length} labelled texts, ${unlabelled.length} sentences without labels`)
  const clusters = clusterTwice(unlabelled)
  tell(`${clusters.size} words in clusters`)
  const forDev = writeModel(trainModel(trainPart.map(labelScierc), clusters, PLAN, tell))
  const tagger = createTagger(readModel(forDev))
  tell('\nDevelopment set, learnt from the training set alone:')
  tell(showFigures(evaluateScierc(devPart, (text) => tagText(tagger, text))))
  if (devOnly) return
  const bytes = writeModel(trainModel([...trainPart, ...devPart].map(labelScierc), clusters, PLAN, tell))
  writeFileSync(out, bytes)
  tell(`\nLearnt from both: ${out}, ${bytes.length} bytes`)
}
