// A small invented graph that has what engines stumble over: ties, hubs, empty lists, and every kind of odd text.
import { searchTerms } from '../../src/graph/search.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import type { GraphPatch } from '../../src/graph/patch.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import type { Derived } from '../../src/graph/writer.ts'
import {
  buildAlias,
  buildBroader,
  buildDerived,
  buildEntity,
  buildExtraction,
  buildFact,
  buildMember,
  buildPaper,
  buildPatch,
  buildRelated,
  buildSimilar,
  buildTopic,
} from '../support/build.ts'
import type { World } from './model.ts'

/** Characters that code points and UTF-16 code units order differently: U+FF5E is smaller than U+1D4B3. */
export const HIGH = '\u{FF5E}'
export const ASTRAL = '\u{1D4B3}'

const papers = [
  buildPaper('arxiv:2001.00001', {
    title: 'Graph attention for river networks',
    abstract: 'Attention over graphs helps. Graph attention scales to long rivers.',
    sentences: [
      { start: 0, end: 28 },
      { start: 29, end: 67 },
    ],
    year: 2020,
    arxivId: '2001.00001',
    url: 'https://example.org/a?b=c&d=%27',
    authors: ['Ada Nowak', 'Søren Ørsted', '李雷'],
  }),
  buildPaper('arxiv:2001.00002', { title: 'Graph attention for river networks', abstract: 'The same title, twice.' }),
  buildPaper('doi:10.1000/a', {
    title: 'a lower case title',
    abstract: 'Stochastic gradient descent on rivers, and gradient descent on graphs.',
    doi: '10.1000/a',
    venue: 'Workshop on \'Quotes\' & "More"',
    year: 1999,
  }),
  buildPaper('doi:10.1000/b', { title: 'B upper case title', abstract: 'No gradients here.', doi: '10.1000/b' }),
  buildPaper('title:0000000000000001', { title: `${HIGH} wave`, abstract: `A wave ${HIGH} and e\u0301 and \u00e9.` }),
  buildPaper('title:0000000000000002', { title: `${ASTRAL} space`, abstract: 'Spaces, graphs, and graph spaces.' }),
  buildPaper('title:0000000000000003', { title: '', abstract: '' }),
  buildPaper('title:0000000000000004', { title: 'Alone', abstract: 'Nothing is said of this paper.' }),
]

const entities = [
  buildEntity('graph', { paperCount: 5, name: 'graph' }),
  buildEntity('attention', { paperCount: 3, kind: 'METHOD', kindRule: 'CURATED', name: 'Attention' }),
  buildEntity('gradient-descent', { paperCount: 3, kind: 'METHOD', kindRule: 'KNOWN', name: 'gradient descent' }),
  buildEntity('stochastic-gradient-descent', { paperCount: 1, kind: 'METHOD', name: 'stochastic gradient descent' }),
  buildEntity('river', { paperCount: 2, kind: 'TASK', kindRule: null, name: 'river' }),
  buildEntity('flood-set', { paperCount: 2, kind: 'DATASET', name: 'FloodSet' }),
  buildEntity('f1', { paperCount: 1, kind: 'METRIC', name: 'F1' }),
  buildEntity('constructor', { paperCount: 1, name: 'constructor' }),
  buildEntity('__proto__', { paperCount: 1, name: '__proto__' }),
  buildEntity(`${HIGH}x`, { paperCount: 1, name: HIGH }),
  buildEntity(`${ASTRAL}x`, { paperCount: 1, name: ASTRAL }),
]

const aliases = [
  buildAlias('graph', 'graph', { count: 9 }),
  buildAlias('graph', 'graphs', { count: 9, rule: 'number' }),
  buildAlias('graph', 'knowledge graph', { count: 2, rule: 'spelling' }),
  buildAlias('attention', 'attention', { count: 4 }),
  buildAlias('attention', 'graph attention', { count: 2 }),
  buildAlias('gradient-descent', 'gradient descent', { count: 3 }),
  buildAlias('gradient-descent', 'descent', { count: 1, rule: 'head' }),
  buildAlias('stochastic-gradient-descent', 'stochastic gradient descent', { count: 1 }),
  buildAlias('stochastic-gradient-descent', 'SGD', { count: 1, rule: 'acronym' }),
  buildAlias('river', 'river', { count: 2 }),
  buildAlias('river', 'graph', { count: 1, rule: 'odd' }),
  buildAlias('flood-set', 'FloodSet', { count: 2 }),
  buildAlias('f1', 'F1', { count: 1 }),
  buildAlias('constructor', 'constructor', { count: 1 }),
  buildAlias('constructor', 'graph', { count: 1, rule: 'odd' }),
  buildAlias('__proto__', '__proto__', { count: 1 }),
  buildAlias(`${HIGH}x`, 'e\u0301', { count: 1 }),
  buildAlias(`${HIGH}x`, '\u00e9', { count: 1 }),
  buildAlias(`${ASTRAL}x`, HIGH, { count: 1 }),
  buildAlias(`${ASTRAL}x`, 'wave form', { count: 1 }),
  buildAlias(`${HIGH}x`, 'waveform', { count: 1 }),
  buildAlias(`${ASTRAL}x`, ASTRAL, { count: 1 }),
]

const first = 'arxiv:2001.00001'
const second = 'arxiv:2001.00002'
const third = 'doi:10.1000/a'
const fourth = 'doi:10.1000/b'
const wave = 'title:0000000000000001'
const space = 'title:0000000000000002'

const facts = [
  buildFact(first, 'graph', {
    salience: 0.8,
    spans: [
      { field: 'title', start: 0, end: 5, surface: 'Graph', kind: 'CONCEPT' },
      { field: 'abstract', start: 15, end: 21, surface: 'graphs', kind: 'METHOD' },
    ],
  }),
  buildFact(first, 'attention', { salience: 0.8, relation: 'PROPOSES' }),
  buildFact(first, 'river', { salience: 0.3, relation: 'ADDRESSES' }),
  buildFact(first, 'flood-set', { salience: 0.123457, relation: 'EVALUATES_ON' }),
  buildFact(first, 'f1', { salience: 0.1, relation: 'MEASURES', confidence: 1 }),
  buildFact(second, 'graph', { salience: 0.5 }),
  buildFact(second, 'attention', { salience: 0.25, relation: 'USES' }),
  buildFact(second, 'flood-set', { salience: 0.1, relation: 'EVALUATES_ON' }),
  buildFact(third, 'gradient-descent', { salience: 1, relation: 'COMPARES' }),
  buildFact(third, 'stochastic-gradient-descent', { salience: 0.9, relation: 'PROPOSES' }),
  buildFact(third, 'graph', { salience: 0.5 }),
  buildFact(third, 'river', { salience: 0, relation: 'ADDRESSES' }),
  buildFact(fourth, 'gradient-descent', {
    salience: 0.5,
    relation: 'USES',
    spans: [{ field: 'abstract', start: 3, end: 12, surface: 'gradients', kind: null }],
  }),
  buildFact(fourth, 'attention', { salience: 0.5, relation: 'COMPARES' }),
  buildFact(wave, `${HIGH}x`, { salience: 0.5 }),
  buildFact(wave, `${ASTRAL}x`, { salience: 0.5 }),
  buildFact(wave, 'constructor', { salience: 0.5 }),
  buildFact(wave, '__proto__', { salience: 0.5 }),
  buildFact(wave, 'graph', { salience: 0.5 }),
  buildFact(space, 'graph', { salience: 0.5 }),
  buildFact(space, 'gradient-descent', { salience: 0.5, relation: 'COMPARES' }),
]

const related = [
  buildRelated('graph', 'attention', { score: 0.7, support: 2 }),
  buildRelated('graph', 'gradient-descent', { score: 0.5, npmi: -0.1 }),
  buildRelated('graph', 'river', { score: 0.5 }),
  buildRelated('graph', 'constructor', { score: 0.5 }),
  buildRelated('graph', 'flood-set', { score: 0.1 }),
  buildRelated('attention', 'river', { score: 0.123457 }),
  buildRelated('gradient-descent', 'stochastic-gradient-descent', { score: 0.9, support: 1, jaccard: 1 / 3 }),
  buildRelated('river', 'gradient-descent', { score: 0.2 }),
  { a: `${HIGH}x`, b: `${ASTRAL}x`, support: 1, npmi: 1, jaccard: 1, score: 0.5 },
]

const similar = [
  buildSimilar(first, second, { score: 0.9, shared: 3 }),
  buildSimilar(first, third, { score: 0.25, shared: 2 }),
  buildSimilar(first, fourth, { score: 0.25, shared: 1 }),
  buildSimilar(third, fourth, { score: 0.6, shared: 1 }),
  buildSimilar(wave, space, { score: 0.123457, shared: 1 }),
  buildSimilar(third, space, { score: 0.25, shared: 2 }),
]

const broader = [
  buildBroader('stochastic-gradient-descent', 'gradient-descent'),
  buildBroader('attention', 'graph', 'odd'),
  buildBroader('river', 'graph'),
  buildBroader('constructor', 'graph'),
  buildBroader('__proto__', 'graph'),
  buildBroader('river', 'gradient-descent'),
]

const topics = [
  buildTopic('topic:graph', { size: 4, label: 'graph, Attention, river' }),
  buildTopic('topic:gradient-descent', { size: 2, label: 'gradient descent' }),
  buildTopic(`topic:${HIGH}x`, { size: 2, level: 1, parentId: 'topic:graph' }),
  buildTopic(`topic:${ASTRAL}x`, { size: 2, level: 1, parentId: 'topic:graph' }),
  buildTopic('topic:empty', { size: 0, label: '' }),
]

const members = [
  buildMember('topic:graph', 'graph', 0.9),
  buildMember('topic:graph', 'attention', 0.5),
  buildMember('topic:graph', 'river', 0.5),
  buildMember('topic:graph', 'constructor', 0.1),
  buildMember('topic:gradient-descent', 'gradient-descent', 1),
  buildMember('topic:gradient-descent', 'river', 0.5),
  buildMember(`topic:${HIGH}x`, 'river', 0.5),
  buildMember(`topic:${ASTRAL}x`, 'river', 0.5),
]

/** The graph of most tests. */
export const WORLD: World = {
  papers,
  extractions: papers.slice(0, 3).map(({ id }) => buildExtraction(id)),
  entities,
  aliases,
  facts,
  related,
  similar,
  broader,
  topics,
  members,
}

/** A graph with nothing in it. */
export const EMPTY_WORLD: World = {
  papers: [],
  extractions: [],
  entities: [],
  aliases: [],
  facts: [],
  related: [],
  similar: [],
  broader: [],
  topics: [],
  members: [],
}

/** The patch that writes a world. */
export function patchOf({ papers, extractions, entities, aliases, facts }: World): GraphPatch {
  return { ...EMPTY_PATCH, ...buildPatch({ papers, extractions, entities, aliases, facts }) }
}

/** The derivation of a world. */
export function derivedOf({ related, similar, broader, topics, members }: World): Derived {
  return buildDerived({ related, similar, broader, topics, members })
}

/** Writes a world into an empty store. */
export async function writeWorld(store: GraphStore, world: World): Promise<void> {
  await store.apply(patchOf(world))
  await store.replaceDerived(derivedOf(world))
}

/** Every different term of the world's papers and aliases. */
export function termsOf({ papers, aliases }: World): readonly string[] {
  const texts = [
    ...papers.flatMap(({ title, abstract }) => [title, abstract]),
    ...aliases.map(({ surface }) => surface),
  ]
  return [...new Set(texts.flatMap(searchTerms))]
}
