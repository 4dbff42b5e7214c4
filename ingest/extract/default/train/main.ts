// Trains the default extractor's model; `npm run train` calls it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Model } from '../judge.ts'
import { writeTrees } from '../model-file.ts'
import { readUsages } from '../statistics.ts'
import type { LabelledText } from './data.ts'
import { readLabelledFiles, readOwnLabels, readPlainPapers, titleKey } from './data.ts'
import { fitModel } from './fit.ts'
import { figuresLine, reliabilityLines, scoreTexts } from './report.ts'
import { countUsages } from './statistics.ts'
import type { Lesson } from './targets.ts'
import { prepareLesson } from './targets.ts'

const FOLDS = 5

/** How the model is to be trained. */
export interface DefaultTraining {
  /** `folder/papers/*.jsonl` hold papers without labels; usage is counted in them, and texts of our own labels are found there. */
  readonly folder: string
  /** Texts and labels of more papers: two files as `npm run eval` reads them, or none. */
  readonly labelled: readonly string[]
  /** Measures by cross-validation over all papers that are learnt from, then on those kept aside. */
  readonly figures: boolean
  readonly tell: (line: string) => void
}

/** Learns the default extractor's model anew. */
export async function trainDefault({ folder, labelled, figures, tell }: DefaultTraining): Promise<void> {
  const papers = readPlainPapers(folder)
  const texts = [...readLabelledFiles(labelled), ...readOwnLabels(papers)]
  // What is learnt from must not be known better than what is read later.
  const own = new Set(texts.map(({ title }) => titleKey(title)))
  const bytes = countUsages(papers.filter(({ title }) => !own.has(titleKey(title))))
  const usages = readUsages(bytes)
  tell(`${papers.length} papers, ${texts.length} of them with labels; usages: ${bytes.length} bytes`)
  const lessons = texts.map((text) => prepareLesson(text, usages))
  const learnt = lessons.filter(({ text }) => text.labels.split !== 'test')
  const kept = texts.filter(({ labels }) => labels.split === 'test')
  const model = fitModel(learnt, usages)
  if (figures) {
    await crossValidate(learnt, (some) => fitModel(some, usages), tell)
    tell(figuresLine('Kept aside', kept.length, await scoreTexts(kept.map((text) => [text, model]))))
  }
  write('usages.bin', bytes, tell)
  write('trees.bin', writeTrees(model), tell)
}

async function crossValidate(
  lessons: readonly Lesson[],
  fit: (some: readonly Lesson[]) => Model,
  tell: (line: string) => void,
): Promise<void> {
  const models = Array.from({ length: FOLDS }, (_, fold) => fit(lessons.filter((_, i) => i % FOLDS !== fold)))
  const judged = lessons.flatMap(({ text }, i): [LabelledText, Model][] => {
    const model = models[i % FOLDS]
    return model === undefined ? [] : [[text, model]]
  })
  tell(figuresLine('Cross-validation', judged.length, await scoreTexts(judged)))
  for (const isOwn of [true, false]) {
    const some = judged.filter(([{ labels }]) => (labels.title !== '') === isOwn)
    if (some.length > 0) tell(figuresLine(isOwn ? '  our own' : '  others', some.length, await scoreTexts(some)))
  }
  for (const line of await reliabilityLines(judged)) tell(line)
}

function write(name: string, bytes: Uint8Array, tell: (line: string) => void): void {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url))
  writeFileSync(file, bytes)
  tell(`${file}: ${bytes.length} bytes`)
}
