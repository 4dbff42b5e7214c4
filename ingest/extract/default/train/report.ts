// Figures of a model on labelled papers: extraction and resolution as in an ingestion, scored as `npm run eval` does.
import { calibrationExamples, calibrationLines } from '../../../evaluate/calibration.ts'
import { kindRowsOf } from '../../../evaluate/kinds.ts'
import { paperLabelFormat, readLabels } from '../../../evaluate/paper-labels.ts'
import type { Scores } from '../../../evaluate/label-format.ts'
import { extractRecords } from '../../../extract-papers.ts'
import type { FoundPaper } from '../../../extract-papers.ts'
import { extractText } from '../extract-text.ts'
import type { Model } from '../judge.ts'
import type { JsonLine } from '../../../evaluate/json-lines.ts'
import type { LabelledText } from './data.ts'

/** Labelled papers, each with the model that is to read it. */
type Judged = readonly (readonly [LabelledText, Model])[]

/** Scores papers. */
export async function scoreTexts(texts: Judged): Promise<Scores> {
  const papers = await findIn(texts)
  return paperLabelFormat.read(labelLines(texts)).score(new Map(papers.map((paper) => [paper.id, paper])))
}

/** Lines that tell what salience should weigh, and whether confidence means what it says. */
export async function reliabilityLines(texts: Judged): Promise<readonly string[]> {
  return calibrationLines(calibrationExamples(await findIn(texts), readLabels(labelLines(texts))))
}

const labelLines = (texts: Judged): readonly JsonLine[] =>
  texts.map(([{ labels }], i) => ({ file: 'labels', line: i + 1, value: { ...labels, id: String(i) } }))

async function findIn(texts: Judged): Promise<readonly FoundPaper[]> {
  const found = texts.map(([text, model]) => extractText(text, model))
  const extractor = { id: 'training', extract: async () => found }
  const records = texts.map(([{ title, abstract }], i) => ({
    id: String(i),
    title,
    abstract,
    doi: null,
    arxivId: null,
  }))
  const batches = (async function* () {
    yield records
  })()
  const papers: FoundPaper[] = []
  for await (const batch of extractRecords(batches, extractor, () => {})) papers.push(...batch)
  return papers
}

/** A line of figures. */
export function figuresLine(name: string, texts: number, { figures, score, kinds }: Scores): string {
  const parts = figures.map(({ name: of, precision, recall, f1 }) => {
    const three = (value: number | null): string => (value === null ? '-' : value.toFixed(3))
    return of === 'central' ? `${of} ${three(recall)}` : `${of} ${three(f1)} (${three(precision)} ${three(recall)})`
  })
  const right = kindRowsOf(kinds).map((row) => `${row.labelled} ${row.right.toFixed(3)}`)
  return `${name} (${texts} papers): score ${score?.value.toFixed(3) ?? '-'}; ${parts.join(', ')}; kinds right ${right.join(', ')}`
}
