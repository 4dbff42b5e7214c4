// What is learnt from: unlabelled papers of a folder, and our own labels, whose texts are looked up there by title.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { METHOD_ROLES } from '../../../../src/graph/entities.ts'
import { normaliseText } from '../../../text/normalise.ts'
import type { PlainPaper } from './statistics.ts'

const names = z.array(z.string()).default([])
const named = z.object({ name: z.string(), aliases: names })

/** A paper's labels: what `ingest/evaluate` compares with. */
const LabelledPaper = z.object({
  id: z.string(),
  title: z.string(),
  split: z.enum(['train', 'test']),
  methods: z.array(named.extend({ role: z.enum(METHOD_ROLES) })).default([]),
  concepts: z.array(named.extend({ central: z.boolean().default(false) })).default([]),
  tasks: names,
  datasets: names,
  metrics: names,
  acronyms: z.array(z.object({ short: z.string(), long: z.string() })).default([]),
})
export type LabelledPaper = z.infer<typeof LabelledPaper>

const PaperLine = z.object({ title: z.string(), abstract: z.string().nullable(), keywords: z.unknown() })

/** A labelled paper with its text. */
export interface LabelledText {
  readonly labels: LabelledPaper
  readonly title: string
  readonly abstract: string
}

/** Reads JSON lines; every line must parse. */
export function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
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

/** Our labels: `labels/*.jsonl` beside this file. */
export const readLabels = (): readonly LabelledPaper[] =>
  readdirSync(join(import.meta.dirname, 'labels'))
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readLines(join(import.meta.dirname, 'labels', file), LabelledPaper))
