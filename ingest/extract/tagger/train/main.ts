// Trains the tagger; `npm run train` calls it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTagger, tagText } from '../index.ts'
import { evaluateScierc } from '../scierc.ts'
import type { ScierDocument } from '../scierc.ts'
import { readModel, writeModel } from '../weights-file.ts'
import { labelScierc, readSciercPart, readScirex, readUnlabelled } from './corpora.ts'
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
  const others = readScirex(folder)
  const unlabelled = readUnlabelled(folder)
  tell(
    `${trainPart.length} + ${devPart.length} texts of SciERC, ${others.length} of SciREX, ${unlabelled.length} sentences`,
  )
  const clusters = clusterTwice(unlabelled)
  const learnFrom = (documents: readonly ScierDocument[]): Uint8Array =>
    writeModel(trainModel([...documents.map(labelScierc), ...others], clusters, PLAN, tell))
  const tagger = createTagger(readModel(learnFrom(trainPart)))
  tell('\nDevelopment set of SciERC, learnt without it:')
  tell(showFigures(evaluateScierc(devPart, (text) => tagText(tagger, text))))
  if (devOnly) return
  const bytes = learnFrom([...trainPart, ...devPart])
  writeFileSync(out, bytes)
  tell(`\nLearnt from all: ${out}, ${bytes.length} bytes`)
}
