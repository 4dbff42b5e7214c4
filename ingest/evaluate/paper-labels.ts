// Our own labels: what a paper's part of the graph should hold. README.md says how they are written.
import { z } from 'zod'
import type { EntityKind } from '../../src/graph/entities.ts'
import { ENTITY_KINDS, METHOD_ROLES } from '../../src/graph/entities.ts'
import { acronymLabel, countAcronyms } from './acronym-pairs.ts'
import type { Count } from './figures.ts'
import { addCount, emptyCount, figureOf, recallOf } from './figures.ts'
import type { Forms } from './forms.ts'
import { formsOf, isSame } from './forms.ts'
import type { JsonLine } from './json-lines.ts'
import { parseLine } from './json-lines.ts'
import type { KindPair } from './kinds.ts'
import type { Finding, FoundName, LabelFormat, Scores, TextErrors } from './label-format.ts'
import { pairNear, pairSame } from './pairing.ts'
import type { Judgement } from './reliability.ts'
import { readTexts, textId } from './texts.ts'

const names = z.array(z.string().min(1)).default([])
const named = z.object({ name: z.string().min(1), aliases: names })

const paperLabels = z.object({
  id: textId,
  methods: z.array(named.extend({ role: z.enum(METHOD_ROLES) })).default([]),
  concepts: z.array(named.extend({ central: z.boolean().default(false) })).default([]),
  tasks: names,
  datasets: names,
  metrics: names,
  acronyms: z.array(acronymLabel).default([]),
})
type PaperLabels = z.output<typeof paperLabels>

/** One thing that a paper's labels name. */
interface Label {
  readonly name: string
  readonly kind: EntityKind
  readonly forms: Forms
  readonly isProposed: boolean
  readonly isCentral: boolean
}

interface Found {
  readonly name: string
  readonly kind: EntityKind
  readonly forms: Forms
  readonly isProposed: boolean
  readonly confidence: number | null
}

/** One JSON object a paper: what it proposes, uses and compares, the concepts it is about, tasks, datasets, metrics, acronyms. */
export const paperLabelFormat: LabelFormat = {
  name: 'papers',
  description: 'entities, methods, concepts, proposals, acronyms and what is central, as labelled for this project',
  sniff: (first) => Array.isArray(first['methods']) || Array.isArray(first['concepts']),
  read(lines) {
    const labels = lines.map((line) => parseLine(paperLabels, line))
    return {
      ids: [...new Set(labels.map(({ id }) => id))],
      texts: readTexts(lines),
      score: (findings) => scorePapers(labels, findings),
    }
  },
}

/** What the labels of each paper name, by its id; each thing once. */
export function readLabels(lines: readonly JsonLine[]): ReadonlyMap<string, readonly Label[]> {
  return new Map(lines.map((line) => parseLine(paperLabels, line)).map((paper) => [paper.id, labelsOf(paper)]))
}

function scorePapers(papers: readonly PaperLabels[], findings: ReadonlyMap<string, Finding>): Scores {
  const counts = {
    entities: emptyCount(),
    relaxed: emptyCount(),
    methods: emptyCount(),
    concepts: emptyCount(),
    proposes: emptyCount(),
    acronyms: emptyCount(),
    central: emptyCount(),
  }
  const judgements: Judgement[] = []
  const kinds: KindPair[] = []
  const errors: TextErrors[] = []
  for (const paper of papers) {
    const labels = labelsOf(paper)
    const finding = findings.get(paper.id)
    const found = (finding?.entities ?? []).map(foundOf)
    const pairs = pairSame(labels, found)
    addCount(counts.entities, pairs.length, labels.length, found.length)
    addCount(counts.relaxed, pairNear(labels, found).length, labels.length, found.length)
    countOfKinds(counts.methods, ['METHOD'], labels, found)
    // Readers seldom agree on what is a task and what a concept.
    countOfKinds(counts.concepts, ['CONCEPT', 'TASK'], labels, found)
    const [proposed, claimed] = [labels.filter((one) => one.isProposed), found.filter((one) => one.isProposed)]
    // How a proposal without a name is best described is a matter of taste.
    addCount(counts.proposes, pairNear(proposed, claimed).length, proposed.length, claimed.length)
    const central = labels.filter(({ isCentral }) => isCentral)
    addCount(counts.central, pairSame(central, found).length, central.length, 0)
    countAcronyms(counts.acronyms, paper.acronyms, finding?.acronyms ?? [])

    kinds.push(...pairs.map(([label, one]) => ({ labelled: label.kind, found: one.kind })))
    const met = new Set<Label | Found>(pairs.flat())
    for (const one of found)
      if (one.confidence !== null) judgements.push({ confidence: one.confidence, isCorrect: met.has(one) })
    const [missed, spurious] = [labels, found].map((all) => all.filter((one) => !met.has(one)).map(({ name }) => name))
    if (missed !== undefined && spurious !== undefined && missed.length + spurious.length > 0)
      errors.push({ id: paper.id, missed, spurious })
  }
  const { central, ...others } = counts
  const figures = [
    ...Object.entries(others).map(([name, count]) => figureOf(name, count)),
    recallOf('central', central),
  ]
  return { figures, score: { value: scoreOf(counts), meaning: SCORE }, judgements, kinds, errors }
}

const SCORE = 'mean of entities F1, methods F1, proposes F1 and central recall'

function scoreOf(counts: Readonly<Record<'entities' | 'methods' | 'proposes' | 'central', Count>>): number {
  const f1 = (['entities', 'methods', 'proposes'] as const).map((name) => figureOf(name, counts[name]).f1 ?? 0)
  return [...f1, recallOf('central', counts.central).recall].reduce((sum, value) => sum + value, 0) / 4
}

function countOfKinds(
  count: Count,
  kinds: readonly EntityKind[],
  labels: readonly Label[],
  found: readonly Found[],
): void {
  const wanted = labels.filter(({ kind }) => kinds.includes(kind))
  const given = found.filter(({ kind }) => kinds.includes(kind))
  addCount(count, pairSame(wanted, given).length, wanted.length, given.length)
}

/** The labels of a paper, each thing once: a task that is a concept too counts as the concept. */
function labelsOf({ methods, concepts, tasks, datasets, metrics }: PaperLabels): readonly Label[] {
  const plain = { isProposed: false, isCentral: false }
  const all: readonly Label[] = [
    ...methods.map(({ name, aliases, role }): Label => {
      const isProposed = role === 'PROPOSES'
      return { name, kind: 'METHOD', forms: formsOf([name, ...aliases]), isProposed, isCentral: isProposed }
    }),
    ...concepts.map(({ name, aliases, central }): Label => {
      return { ...plain, name, kind: 'CONCEPT', forms: formsOf([name, ...aliases]), isCentral: central }
    }),
    ...tasks.map((name): Label => ({ ...plain, name, kind: 'TASK', forms: formsOf([name]) })),
    ...datasets.map((name): Label => ({ ...plain, name, kind: 'DATASET', forms: formsOf([name]) })),
    ...metrics.map((name): Label => ({ ...plain, name, kind: 'METRIC', forms: formsOf([name]) })),
  ]
  const once: Label[] = []
  for (const label of all) if (!once.some((other) => isSame(other.forms, label.forms))) once.push(label)
  return once
}

/** Another program may have kinds of its own: what is none of ours is a concept. */
function foundOf({ name, aliases, kind: called, role, confidence }: FoundName): Found {
  const kind = ENTITY_KINDS.find((one) => one === called.toUpperCase()) ?? 'CONCEPT'
  return { name, kind, forms: formsOf([name, ...aliases]), isProposed: role === 'PROPOSES', confidence }
}
