// The registry of label formats. To add one: its file, and a line here.
import { SourceError } from '../../src/graph/errors.ts'
import type { JsonLine } from './json-lines.ts'
import type { LabelFormat } from './label-format.ts'
import { acronymOffsetFormat, acronymTokenFormat } from './acronym-labels.ts'
import { keyphraseFormat } from './keyphrases.ts'
import { paperLabelFormat } from './paper-labels.ts'
import { sciercFormat } from './scierc-labels.ts'

/** All formats, asked in this order: the strictest first. */
export const LABEL_FORMATS: readonly LabelFormat[] = [
  sciercFormat,
  acronymOffsetFormat,
  acronymTokenFormat,
  keyphraseFormat,
  paperLabelFormat,
]

/**
 * The format of a file by its first line.
 *
 * @throws SourceError for one that is not known; says what would be.
 */
export function sniffLabels(file: string, first: JsonLine['value']): LabelFormat {
  const format = LABEL_FORMATS.find((one) => one.sniff(first))
  if (format !== undefined) return format
  const keys = Object.keys(first).slice(0, 8).join(', ')
  throw new SourceError(
    file,
    `these are no labels of a form that is known: its first line has ${keys === '' ? 'no fields' : keys}. "paperloom evaluate --help" lists the forms.`,
  )
}
