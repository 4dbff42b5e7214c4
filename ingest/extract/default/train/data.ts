// What is learnt from: unlabelled papers of a folder, and our own labels, whose texts are looked up there by title.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SourceError } from '../../../../src/graph/errors.ts'
import { METHOD_ROLES } from '../../../../src/graph/entities.ts'
import { normaliseText } from '../../../text/normalise.ts'
import type { PlainPaper } from './statistics.ts'

const names = z.array(z.string()).default([])
const named = z.object({ name: z.string(), aliases: names })

/** A paper's labels: what `ingest/evaluate` compares with. */
const LabelledPaper = z.object({
  id: z.string(),
  /** By which the text is found; empty where it comes along. */
  title: z.string().default(''),
  /** What is kept aside is never learnt from. */
  split: z.enum(['train', 'test']).default('train'),
  methods: z.array(named.extend({ role: z.enum(METHOD_ROLES) })).default([]),
  concepts: z.array(named.extend({ central: z.boolean().default(false) })).default([]),
  tasks: names,
  datasets: names,
  metrics: names,
  acronyms: z.array(z.object({ short: z.string(), long: z.string() })).default([]),
})
export type LabelledPaper = z.infer<typeof LabelledPaper>

const TextLine = z.object({ id: z.string(), title: z.string(), abstract: z.string() })
const PaperLine = z.object({ title: z.string(), abstract: z.string().nullable(), keywords: z.unknown() })

/** A labelled paper with its text. */
export interface LabelledText {
  readonly labels: LabelledPaper
  readonly title: string
  readonly abstract: string
}

/** Reads JSON lines; every line must parse. */
function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)))
}

/** The papers of `DIR/papers/*.jsonl`, in the order of the files' names. */
export function readPlainPapers(dir: string): readonly PlainPaper[] {
  return readdirSync(join(dir, 'papers'))
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readLines(join(dir, 'papers', file), PaperLine))
    .flatMap(({ title, abstract, keywords }) => {
      if (abstract === null || abstract.trim() === '') return []
      return [{ title: normaliseText(title), abstract: normaliseText(abstract), keywords: keywordsOf(keywords) }]
    })
}

const keywordsOf = (keywords: unknown): readonly string[] => {
  const list = Array.isArray(keywords) ? keywords : typeof keywords === 'string' ? keywords.split(/[;,]/) : []
  return list.flatMap((keyword) => (typeof keyword === 'string' && keyword.trim() !== '' ? [keyword.trim()] : []))
}

/** Letters and digits of a title, by which a text is found. */
export const titleKey = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Our labels, `labels/*.jsonl` beside this file, with their texts. */
export function readOwnLabels(papers: readonly PlainPaper[]): readonly LabelledText[] {
  const byTitle = new Map(papers.map((paper) => [titleKey(paper.title), paper]))
  const folder = join(import.meta.dirname, 'labels')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readLines(join(folder, file), LabelledPaper))
    .map((labels) => {
      const text = byTitle.get(titleKey(labels.title))
      if (text === undefined) throw new SourceError(folder, `no text is called "${labels.title}"`)
      return { labels, title: text.title, abstract: text.abstract }
    })
}

/** Texts and labels of two files, or nothing of none. */
export function readLabelledFiles([texts, labels]: readonly string[]): readonly LabelledText[] {
  if (texts === undefined || labels === undefined) return []
  const byId = new Map(readLines(labels, LabelledPaper).map((line) => [line.id, line]))
  return readLines(texts, TextLine).flatMap(({ id, title, abstract }) => {
    const found = byId.get(id)
    if (found === undefined) return []
    return [{ labels: { ...found, title: '' }, title: normaliseText(title), abstract: normaliseText(abstract) }]
  })
}
