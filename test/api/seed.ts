// The graph that the API tests ask about: invented papers over invented readings of real terms, rich enough that every
// kind of edge occurs and every list has more than one page.
import { deriveGraph } from '../../src/derive/index.ts'
import { readIncidence } from '../../src/derive/incidence.ts'
import { relationFor } from '../../src/graph/entities.ts'
import type { Alias, Entity, EntityKind, Fact, MethodRole, FactSpan } from '../../src/graph/entities.ts'
import { digest, paperId, slugOf } from '../../src/graph/ids.ts'
import { nameKey } from '../../src/graph/names.ts'
import { roundScore } from '../../src/graph/page.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import type { Paper } from '../../src/graph/papers.ts'
import { NO_COUNTS } from '../../src/graph/runs.ts'
import type { Run } from '../../src/graph/runs.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import type { Topic, TopicMember } from '../../src/graph/topics.ts'
import type { Derived } from '../../src/graph/writer.ts'

const NAMES: readonly (readonly [name: string, kind: EntityKind])[] = [
  ['gradient descent', 'CONCEPT'],
  ['stochastic gradient descent', 'CONCEPT'],
  ['projected stochastic gradient descent', 'CONCEPT'],
  ['momentum gradient descent', 'CONCEPT'],
  ['accelerated gradient descent', 'CONCEPT'],
  ['over-parameterization', 'CONCEPT'],
  ['generalization', 'CONCEPT'],
  ['attention', 'CONCEPT'],
  ['self-attention', 'CONCEPT'],
  ['sparse self-attention', 'CONCEPT'],
  ['transformer', 'METHOD'],
  ['batch normalization', 'METHOD'],
  ['dropout', 'METHOD'],
  ['image classification', 'TASK'],
  ['machine translation', 'TASK'],
  ['speech recognition', 'TASK'],
  ['ImageNet', 'DATASET'],
  ['LibriSpeech', 'DATASET'],
  ['WMT14', 'DATASET'],
  ['top-1 accuracy', 'METRIC'],
  ['BLEU score', 'METRIC'],
  ['word error rate', 'METRIC'],
  ['grokking', 'CONCEPT'],
  ['double descent', 'CONCEPT'],
  ['neural collapse', 'CONCEPT'],
  ['lottery ticket', 'CONCEPT'],
]

/** Names of few papers, no two of them in one: what gaps are made of. */
const RARE: Readonly<Record<string, readonly number[]>> = {
  grokking: [4, 9],
  'double descent': [5, 10],
  'neural collapse': [6, 11],
  'lottery ticket': [7, 12],
}

const ROLES: readonly MethodRole[] = ['PROPOSES', 'USES', 'COMPARES']

/** Which names paper `i` speaks of, the most salient first: each paper another mixture, neighbours much alike. */
function namesOf(i: number) {
  return NAMES.filter(([name], n) => RARE[name]?.includes(i) ?? ((i * 7 + n * 5) % 4 !== 0 || n % 11 === i % 11))
}

/** A sentence for each name, so that offsets are known as the text is made. */
function writePaper(i: number, runId: string) {
  const names = namesOf(i)
  const title = `Study ${i}: on ${names[0]?.[0] ?? ''}`
  const sentences = names.map(([name]) => `Here we look at ${name} in setting ${i}.`)
  const abstract = sentences.join(' ')
  const starts = sentences.map((_, at) => sentences.slice(0, at).join(' ').length + (at === 0 ? 0 : 1))
  const doi = i % 3 === 0 ? `10.1000/study.${i}` : null
  const arxivId = i % 3 === 1 ? `2001.0${1000 + i}` : null
  const paper: Paper = {
    id: paperId({ doi, arxivId, title }),
    title,
    abstract,
    sentences: starts.map((start, at) => ({ start, end: start + (sentences[at]?.length ?? 0) })),
    year: 2000 + i,
    doi,
    arxivId,
    url: doi === null ? null : `https://doi.org/${doi}`,
    venue: 'Journal of Invented Results',
    authors: ['Ada Beispiel', 'Tom Esempio'],
    source: 'seed.jsonl',
    runId,
    contentHash: digest(title + abstract),
  }
  const facts = names.map(([name, kind], at): Fact => {
    const start = (starts[at] ?? 0) + 'Here we look at '.length
    const inAbstract: FactSpan = { field: 'abstract', surface: name, kind, start, end: start + name.length }
    const inTitle: FactSpan = { field: 'title', surface: name, kind, start: title.indexOf(name), end: title.length }
    const spans = at === 0 ? [inTitle, inAbstract] : [inAbstract]
    return {
      paperId: paper.id,
      entityId: slugOf(name),
      relation: relationFor(kind, ROLES[(i + at) % 3] ?? null),
      count: spans.length,
      salience: roundScore(0.9 / (at + 1 + (i % 3) / 10)),
      inTitle: at === 0,
      confidence: 0.9,
      spans,
    }
  })
  return { paper, facts }
}

/** So small a graph has topics of one level: its largest topics are given three parts each. */
function withParts(derived: Derived): Derived {
  const topics = [...derived.topics]
  const members = [...derived.members]
  const parts = topics
    .filter(({ size }) => size > 3)
    .flatMap((whole) => {
      const own = members.filter(({ topicId }) => topicId === whole.id)
      return [0, 1, 2].map((n) => ({ whole, own: own.filter((_, at) => at % 3 === n) }))
    })
  const idOf = (whole: Topic, own: readonly TopicMember[]) => `${whole.id}/${own[0]?.entityId}`
  return {
    ...derived,
    topics: [
      ...topics,
      ...parts.map(({ whole, own }): Topic => {
        const label = own.map(({ entityId }) => entityId).join(', ')
        return { id: idOf(whole, own), label, size: own.length, level: 1, parentId: whole.id }
      }),
    ],
    members: [
      ...members,
      ...parts.flatMap(({ whole, own }) => {
        const within = new Map(own.map(({ entityId }) => [entityId, sumWithin(derived, own, entityId)]))
        const most = Math.max(...within.values()) || 1
        return [...within].map(([entityId, sum]) => ({
          topicId: idOf(whole, own),
          entityId,
          weight: roundScore(sum / most),
        }))
      }),
    ],
  }
}

/** The sum of the ties of an entity to others of a part. */
function sumWithin({ related }: Derived, own: readonly TopicMember[], entity: string): number {
  const others = new Set(own.map(({ entityId }) => entityId))
  return [...related]
    .filter(({ a, b }) => (a === entity && others.has(b)) || (b === entity && others.has(a)))
    .reduce((sum, { score }) => sum + score, 0)
}

/** What the tests may compare with. */
export interface Seed {
  readonly papers: readonly Paper[]
  readonly entities: readonly Entity[]
  readonly facts: readonly Fact[]
  readonly run: Run
}

/** Derives the edges and topics of the graph, as tests want them; also after something in it was changed. */
export async function deriveSeed(store: GraphStore): Promise<void> {
  const options = { related: { minSupport: 1 }, topics: { minSize: 2, resolution: 1.5 } }
  await store.replaceDerived(withParts(deriveGraph(await readIncidence(store), options)))
}

/** Fills an empty store with `count` papers and all that follows from them. */
export async function seedGraph(store: GraphStore, count = 30): Promise<Seed> {
  const run = await store.beginRun(
    {
      sources: ['seed.jsonl'],
      sha256: digest('seed'),
      extractor: 'seed@1',
      startedAt: '2026-01-02T03:04:05.000Z',
      owner: 'test:1',
      key: null,
    },
    null,
  )
  const written = Array.from({ length: count }, (_, i) => writePaper(i, run.id))
  const papers = written.map(({ paper }) => paper)
  const facts = written.flatMap(({ facts }) => facts)
  const entities = NAMES.flatMap(([name, kind]): Entity[] => {
    const slug = slugOf(name)
    const paperCount = facts.filter(({ entityId }) => entityId === slug).length
    return paperCount === 0 ? [] : [{ id: slug, slug, name, kind, kindRule: 'MENTIONS', paperCount }]
  })
  const aliases = entities.flatMap(({ id, name, paperCount }): Alias[] => {
    const short = name.split(/[ -]/).length > 2 ? name.replace(/(\w)\w*[ -]?/g, '$1').toUpperCase() : null
    const alias = (surface: string, rule: string): Alias => ({
      entityId: id,
      surface,
      norm: nameKey(surface),
      rule,
      count: paperCount,
    })
    return [alias(name, 'canonical'), ...(short === null ? [] : [alias(short, 'acronym')])]
  })
  const added = <Row>(rows: readonly Row[]) => rows.map((after) => ({ before: null, after }))
  await store.apply({
    ...EMPTY_PATCH,
    papers: added(papers),
    entities: added(entities),
    aliases: added(aliases),
    facts: added(facts),
  })
  await deriveSeed(store)
  const counters = { ...NO_COUNTS, papersSeen: count, papersAdded: count }
  const ended = await store.endRun(run.id, { status: 'SUCCEEDED', finishedAt: '2026-01-02T03:05:05.000Z', counters })
  return { papers, entities, facts, run: ended }
}
