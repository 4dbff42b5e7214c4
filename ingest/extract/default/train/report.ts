// Figures of a model on labelled papers: extraction and resolution as in an ingestion, scored as `npm run eval` does.
import { paperLabelFormat } from '../../../evaluate/paper-labels.ts'
import type { Finding, Scores } from '../../../evaluate/label-format.ts'
import { extractRecords } from '../../../extract-papers.ts'
import { extractText } from '../extract-text.ts'
import type { Model } from '../judge.ts'
import type { LabelledText } from './data.ts'

/** Scores papers, each with the model that is to read it. */
export async function scoreTexts(texts: readonly (readonly [LabelledText, Model])[]): Promise<Scores> {
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
  const findings = new Map<string, Finding>()
  for await (const batch of extractRecords(batches, extractor, () => {}))
    for (const paper of batch) findings.set(paper.id, paper)
  const lines = texts.map(([{ labels }], i) => ({ file: 'labels', line: i + 1, value: { ...labels, id: String(i) } }))
  return paperLabelFormat.read(lines).score(findings)
}

/** A line of figures. */
export function figuresLine(name: string, texts: number, { figures, score }: Scores): string {
  const parts = figures.map(({ name: of, precision, recall, f1 }) => {
    const three = (value: number | null): string => (value === null ? '-' : value.toFixed(3))
    return of === 'central' ? `${of} ${three(recall)}` : `${of} ${three(f1)} (${three(precision)} ${three(recall)})`
  })
  return `${name} (${texts} papers): score ${score?.value.toFixed(3) ?? '-'}; ${parts.join(', ')}`
}
