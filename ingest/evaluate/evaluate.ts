// Evaluation: compares what is found in texts with labels that people made. One report a file of labels.
import { SourceError } from '../../src/graph/errors.ts'
import type { PaperText } from '../extract/extractor.ts'
import { LABEL_FORMATS, sniffLabels } from './formats.ts'
import { readJsonLines } from './json-lines.ts'
import type { KindRow } from './kinds.ts'
import { kindRowsOf } from './kinds.ts'
import type { Finding, LabelledSet, Scores } from './label-format.ts'
import type { Reliability } from './reliability.ts'
import { reliabilityOf } from './reliability.ts'
import { isText, readTexts } from './texts.ts'

/** How well one file of labels is met. */
export interface Report extends Omit<Scores, 'judgements' | 'kinds'> {
  readonly file: string
  /** The name of its format. */
  readonly format: string
  readonly texts: number
  /** Texts nothing was said about, not even that they hold nothing. */
  readonly absent: number
  readonly entitiesPerText: number
  readonly reliability: Reliability | null
  /** Empty where labels tell no kinds. */
  readonly kinds: readonly KindRow[]
}

/** Finds what labels are compared with, given the texts. */
export type Find = (texts: ReadonlyMap<string, PaperText>) => Promise<ReadonlyMap<string, Finding>>

/** A file of labels, read. */
interface LabelFile {
  readonly file: string
  readonly format: string
  readonly set: LabelledSet
}

/**
 * Scores files of labels one by one. Files that hold texts only serve labels that come without. `find` is asked once a file.
 *
 * @throws SourceError for a file that cannot be read, is of no known form, or labels a text that no file holds.
 */
export async function* evaluate(files: readonly string[], find: Find, needsTexts: boolean): AsyncGenerator<Report> {
  const { labels, texts } = await readFiles(files)
  for (const { file, format, set } of labels) {
    const own = new Map<string, PaperText>()
    for (const id of set.ids) {
      const text = set.texts.get(id) ?? texts.get(id)
      if (text !== undefined) own.set(id, text)
      else if (needsTexts) throw new SourceError(file, `${id} has no text. ${NO_TEXT}`)
    }
    const findings = await find(own)
    const { judgements, kinds, ...scores } = set.score(findings)
    const found = set.ids.map((id) => findings.get(id)).filter((one) => one !== undefined)
    const entities = found.reduce((sum, one) => sum + one.entities.length, 0)
    yield {
      file,
      format,
      texts: set.ids.length,
      absent: set.ids.length - found.length,
      entitiesPerText: entities / set.ids.length,
      ...scores,
      reliability: reliabilityOf(judgements),
      kinds: kindRowsOf(kinds),
    }
  }
}

const NO_TEXT =
  'Put title and abstract into the line of the labels, or name a file of {"id", "title", "abstract"} lines beside it.'

async function readFiles(
  files: readonly string[],
): Promise<{ readonly labels: readonly LabelFile[]; readonly texts: ReadonlyMap<string, PaperText> }> {
  const labels: LabelFile[] = []
  const texts = new Map<string, PaperText>()
  for (const file of files) {
    const lines = await readJsonLines(file)
    const first = lines[0]?.value ?? {}
    if (isText(first) && !LABEL_FORMATS.some((format) => format.sniff(first))) {
      for (const [id, text] of readTexts(lines)) texts.set(id, text)
      continue
    }
    const format = sniffLabels(file, first)
    labels.push({ file, format: format.name, set: format.read(lines) })
  }
  const [only] = files
  if (labels.length === 0 && only !== undefined) {
    throw new SourceError(only, 'this holds texts and no labels. Name the file of the labels as well.')
  }
  return { labels, texts }
}
