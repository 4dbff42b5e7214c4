// From what a source says to a record: text normalised, identifiers checked, limits kept, and every loss reported.
import { normaliseArxivId, normaliseDoi, titleKey } from '../../src/graph/ids.ts'
import { MAX_TEXT_LENGTH } from '../../src/graph/papers.ts'
import type { Problem, Severity } from '../problems.ts'
import type { Origin, SourceItem, SourceRecord } from '../record.ts'
import { normaliseText } from '../text/normalise.ts'
import type { Line } from './lines.ts'

/** What a source says about a paper, as it stands there. */
export type RawRecord = Omit<SourceRecord, 'origin'>

const DOI = /^10\.\d{4,9}\/\S+$/
const ARXIV_ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})$/
/** Characters that no text has and that normalisation takes out or replaces. */
const DAMAGE =
  /[\u0000-\u0008\u000E-\u001F\u007F\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Describes one thing that is wrong with an input. */
export function problemAt(
  severity: Severity,
  code: string,
  message: string,
  where: { readonly source: string; readonly line: number | null },
  text: string,
): SourceItem & { readonly type: 'problem' } {
  const excerpt = normaliseText(text.slice(0, 400)).slice(0, 200).toWellFormed()
  const problem: Problem = { severity, code, message, source: where.source, line: where.line, excerpt }
  return { type: 'problem', problem }
}

/** The problem of a line that could not be read as text. */
export function flawOf(line: Line, source: string): SourceItem {
  const message =
    line.flaw === 'line-too-long'
      ? 'The line is longer than 1 MB and was left out.'
      : 'The line is not valid UTF-8 and was left out. Convert the file, for example: iconv -f latin1 -t utf-8 FILE'
  return problemAt('error', line.flaw ?? 'invalid-utf8', message, { source, line: line.number }, line.text)
}

/** Makes the record, with the problems on the way to it; only problems where it cannot be taken. */
export function cleanRecord(raw: RawRecord, origin: Origin): readonly SourceItem[] {
  const where = { source: origin.source, line: origin.firstLine }
  const items: SourceItem[] = []
  const warn = (field: string, value: string, expected: string): null => {
    items.push(problemAt('warning', 'invalid-field', `${field} was left out: expected ${expected}.`, where, value))
    return null
  }
  const texts = [raw.title, raw.abstract, raw.venue ?? '', ...raw.authors]
  const tooLong = Object.entries({ title: raw.title, abstract: raw.abstract }).find(
    ([, text]) => text.length > MAX_TEXT_LENGTH,
  )
  if (tooLong !== undefined) {
    const message = `The ${tooLong[0]} has ${tooLong[1].length} characters; ${MAX_TEXT_LENGTH} are the most. The paper was left out.`
    return [problemAt('error', 'field-too-long', message, where, raw.title)]
  }
  if (texts.some((text) => DAMAGE.test(text))) {
    const message = 'Control characters or broken characters were taken out of the text.'
    items.push(problemAt('warning', 'damaged-text', message, where, raw.title))
  }
  const title = normaliseText(raw.title)
  const abstract = normaliseText(raw.abstract)
  if (titleKey(title) === '') {
    return [
      ...items,
      problemAt('error', 'missing-title', 'The paper has no title and was left out.', where, raw.abstract),
    ]
  }
  if (abstract === '') {
    return [
      ...items,
      problemAt('error', 'missing-abstract', 'The paper has no abstract and was left out.', where, title),
    ]
  }
  const record: SourceRecord = {
    id: shortText(raw.id),
    title,
    abstract,
    year: raw.year,
    doi: identifier(raw.doi, normaliseDoi, DOI, (value) => warn('doi', value, 'a DOI such as 10.1000/182')),
    arxivId: identifier(raw.arxivId, normaliseArxivId, ARXIV_ID, (value) =>
      warn('arxivId', value, 'an arXiv id such as 1706.03762'),
    ),
    url: webAddress(raw.url, (value) => warn('url', value, 'an http or https address')),
    venue: shortText(raw.venue),
    authors: raw.authors.map((author) => normaliseText(author).slice(0, 500)).filter((author) => author !== ''),
    origin,
  }
  return [...items, { type: 'record', record }]
}

function shortText(value: string | null): string | null {
  const text = normaliseText((value ?? '').slice(0, 500))
  return text === '' ? null : text
}

function identifier(
  value: string | null,
  normalise: (value: string) => string,
  shape: RegExp,
  warn: (value: string) => null,
): string | null {
  if (value === null || value.trim() === '') return null
  const id = normalise(value.slice(0, 300))
  return shape.test(id) ? id : warn(value)
}

function webAddress(value: string | null, warn: (value: string) => null): string | null {
  if (value === null || value.trim() === '') return null
  const url = value.length <= 2000 ? URL.parse(value.trim()) : null
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : warn(value)
}
