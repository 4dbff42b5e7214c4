// SciERC documents: what the extractor names, and which spans the tagger under it finds.
import { z } from 'zod'
import { openTagger, tagText } from '../extract/tagger/index.ts'
import type { Figures, ScierDocument } from '../extract/tagger/scierc.ts'
import { evaluateScierc, readScierc } from '../extract/tagger/scierc.ts'
import type { Figure } from './figures.ts'
import { addCount, emptyCount, figureOf } from './figures.ts'
import { formKey, formsOf } from './forms.ts'
import type { JsonLine } from './json-lines.ts'
import { lineError } from './json-lines.ts'
import type { Finding, LabelFormat, Scores, TextErrors } from './label-format.ts'
import { pairSame } from './pairing.ts'
import type { Judgement } from './reliability.ts'

/** Abstracts in tokens with typed spans. */
export const sciercFormat: LabelFormat = {
  name: 'scierc',
  description:
    'names of entities and methods, and the spans of the tagger: {"doc_key", "sentences": [[]], "ner": [[[first, last, type]]]}',
  sniff: (first) => 'sentences' in first && 'ner' in first,
  read(lines) {
    const documents = lines.flatMap(readDocument)
    return {
      ids: documents.map(({ id }) => id),
      texts: new Map(documents.map(({ id, text }) => [id, { title: '', abstract: text }])),
      score: (findings) => scoreDocuments(documents, findings),
    }
  },
}

function readDocument(line: JsonLine): readonly ScierDocument[] {
  try {
    return readScierc([JSON.stringify(line.value)])
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const { path = [], message = '' } = error.issues[0] ?? {}
    throw lineError(line, `${path.join('.')} is not as SciERC has it: ${message}.`)
  }
}

function scoreDocuments(documents: readonly ScierDocument[], findings: ReadonlyMap<string, Finding>): Scores {
  const counts = { names: emptyCount(), 'method names': emptyCount() }
  const judgements: Judgement[] = []
  const errors: TextErrors[] = []
  for (const document of documents) {
    const labels = namesOf(document)
    const found = (findings.get(document.id)?.entities ?? []).map(({ name, aliases, kind, confidence }) => {
      return { name, kind, confidence, forms: formsOf([name, ...aliases]) }
    })
    const pairs = pairSame(labels, found)
    addCount(counts.names, pairs.length, labels.length, found.length)
    const [wanted, given] = [labels.filter(({ isMethod }) => isMethod), found.filter(({ kind }) => kind === 'METHOD')]
    addCount(counts['method names'], pairSame(wanted, given).length, wanted.length, given.length)
    const met = new Set<object>(pairs.flat())
    for (const one of found)
      if (one.confidence !== null) judgements.push({ confidence: one.confidence, isCorrect: met.has(one) })
    const beside = (all: readonly { readonly name: string }[]): readonly string[] =>
      all.filter((one) => !met.has(one)).map(({ name }) => name)
    const [missed, spurious] = [beside(labels), beside(found)]
    if (missed.length + spurious.length > 0) errors.push({ id: document.id, missed, spurious })
  }
  const figures = Object.entries(counts).map(([name, count]) => figureOf(name, count))
  return { figures: [...figures, ...taggerFigures(documents)], score: null, judgements, kinds: [], errors }
}

/** The distinct names of a document; spans such as "the method" name nothing. */
function namesOf({ text, starts, ends, spans }: ScierDocument) {
  const names = new Map<string, { readonly name: string; isMethod: boolean }>()
  for (const { first, last, type } of spans) {
    const name = text.slice(starts[first], ends[last])
    const key = formKey(name)
    if (type === 'Generic' || key === '') continue
    const known = names.get(key)
    if (known === undefined) names.set(key, { name, isMethod: type === 'Method' })
    else known.isMethod ||= type === 'Method'
  }
  return [...names.values()].map(({ name, isMethod }) => ({ name, isMethod, forms: formsOf([name]) }))
}

/** What the tagger finds by itself, whatever the extractor makes of it: spans, each place once. */
function taggerFigures(documents: readonly ScierDocument[]): readonly Figure[] {
  const tagger = openTagger()
  const { typed, untyped, overlap, byType } = evaluateScierc(documents, (text) => tagText(tagger, text))
  const row = (name: string, { precision, recall, f1, gold, found }: Figures): Figure => {
    return { name: `spans: ${name}`, precision, recall, f1, gold, found }
  }
  const types = Object.entries(byType).map(([type, figures]) => row(type, figures))
  return [row('typed', typed), row('untyped', untyped), row('overlap', overlap), ...types]
}
