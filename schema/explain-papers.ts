// Why papers are near others, and why what they share weighs as much as it does.
import type { PaperEntity } from '../src/graph/entities.ts'
import { rarityOf } from '../src/graph/association.ts'
import type { SharedEntity } from '../src/graph/comparison.ts'
import { strongestTerms, termsOfMean, termsOfShared, termsOfSimilarity } from '../src/graph/explain.ts'
import type { Weighed } from '../src/graph/explain.ts'
import type { PaperId } from '../src/graph/ids.ts'
import type { Seeds } from '../src/graph/traversals.ts'
import type { Context } from './builder.ts'
import { NO_SEEDS, countPapers, loadEntities, namePulls } from './lib/explain-facts.ts'
import type { Side } from './lib/explain-facts.ts'
import { counted, figure } from './lib/explain.ts'
import type { Explanation } from './lib/explain.ts'
import type { StatedFact } from './lib/evidence.ts'
import type { PaperRow } from './lib/paper-connection.ts'
import { stateFacts } from './lib/paper-occurrence.ts'

/** Shared entities that are quoted for two papers. */
const QUOTED = 3

/** Why a paper is as near to seeds as it is: what it shares with the only one, or its ties to each. */
export async function explainNearPaper(row: PaperRow, context: Context): Promise<Explanation> {
  if (row.list.of !== 'near') throw new Error(`A list of ${row.list.of} has no seeds.`)
  const { seeds } = row.list
  const { papers, entities, not = NO_SEEDS } = seeds
  const [only] = papers
  const alone = papers.length === 1 && entities.length + not.papers.length + not.entities.length === 0
  return alone && only !== undefined ? explainSimilarity(only, row, context) : explainPulls(seeds, row, context)
}

async function explainSimilarity(one: PaperId, row: PaperRow, context: Context): Promise<Explanation> {
  const { paper, relevance, support } = row
  const [papers, seed, ofOne, ofOther] = await Promise.all([
    countPapers(context),
    context.loaders.papers.load(one),
    loadEntities(one, context),
    loadEntities(paper.id, context),
  ])
  const terms = strongestTerms(termsOfSimilarity(papers, ofOne.map(weighed), ofOther.map(weighed)))
  const names = terms.slice(0, QUOTED).map(({ name }) => name)
  const what = support === 1 ? `1 entity, ${names[0]}` : `${support} entities, above all ${names.join(', ')}`
  return {
    value: relevance,
    summary: `“${seed?.title ?? one}” and “${paper.title}” share ${what}: the cosine of what they speak of is ${figure(relevance)}.`,
    terms,
    query: { name: 'similarity', parameters: { a: one, b: paper.id } },
    loadFacts: () => {
      const shared = [ofOne, ofOther].map((all) => new Map(all.map(({ entity, fact }) => [entity.name, fact])))
      return stateFacts(
        names.flatMap((name) => shared.flatMap((facts) => facts.get(name) ?? [])),
        context,
      )
    },
  }
}

function weighed({ entity, fact }: PaperEntity): Weighed {
  return { id: entity.id, name: entity.name, paperCount: entity.paperCount, salience: fact.salience }
}

async function explainPulls(seeds: Seeds, row: PaperRow, context: Context): Promise<Explanation> {
  const { paper, relevance, away, support } = row
  const not = seeds.not ?? NO_SEEDS
  const strengths = await loadStrengths(seeds, paper.id, context)
  const pullsOf = (side: Side) => namePulls(side, strengths, context)
  const [near, far] = await Promise.all([pullsOf(seeds), pullsOf(not)])
  const less = away === 0 ? '' : `, less ${figure(away)} for what it is to be away from`
  return {
    value: relevance,
    summary:
      `“${paper.title}” is tied to ${support} of the ${counted(near.length, 'thing')} asked about; ` +
      `the mean strength over all of them${less} is ${figure(relevance)}.`,
    terms: strongestTerms(termsOfMean(near, far)),
    query: {
      name: 'nearPaper',
      parameters: {
        paper: paper.id,
        papers: seeds.papers,
        entities: seeds.entities,
        notPapers: not.papers,
        notEntities: not.entities,
      },
    },
    loadFacts: () => loadSeedFacts(seeds, paper.id, context),
  }
}

/** How strongly each seed and exclusion is tied to a paper, by id; read together for all papers of a page. */
function loadStrengths(
  seeds: Seeds,
  paper: PaperId,
  { reader, loaders }: Context,
): Promise<ReadonlyMap<string, number>> {
  return loaders.batch(['near.strengths', seeds], paper, async (papers: readonly PaperId[]) => {
    const starts = [...seeds.papers, ...seeds.entities, ...(seeds.not?.papers ?? []), ...(seeds.not?.entities ?? [])]
    const isStart = new Set(starts)
    const found = new Map(papers.map((id) => [id, new Map<string, number>()]))
    for (const { from, to, weight } of await reader.edgesAmong([...starts, ...papers])) {
      if (isStart.has(to)) found.get(from)?.set(to, weight)
      if (isStart.has(from)) found.get(to)?.set(from, weight)
    }
    return papers.map((id) => found.get(id) ?? new Map<string, number>())
  })
}

/** What a paper says of seeds that are entities, and of what it shares with those that are papers: the most salient first. */
async function loadSeedFacts(seeds: Seeds, paper: PaperId, context: Context): Promise<StatedFact[]> {
  const [own, ...others] = await Promise.all([paper, ...seeds.papers].map((id) => loadEntities(id, context)))
  const wanted = new Set([...seeds.entities, ...others.flatMap((all) => all.map(({ entity }) => entity.id))])
  const facts = (own ?? []).filter(({ entity }) => wanted.has(entity.id)).map(({ fact }) => fact)
  return stateFacts(facts, context)
}

/** An entity that papers of a group have, and the group. */
export interface SharedRow extends SharedEntity {
  readonly group: readonly PaperId[]
}

/** Why what papers of a group share weighs as much as it does. */
export async function explainShared(
  { entity, weight, facts, group }: SharedRow,
  context: Context,
): Promise<Explanation> {
  const [papers, stated] = await Promise.all([countPapers(context), stateFacts(facts, context)])
  const rarity = rarityOf(papers, entity.paperCount)
  const saliences = stated.map(({ fact, paper }) => ({ name: paper.title, strength: fact.salience }))
  return {
    value: weight,
    summary:
      `${entity.name} is in ${facts.length} of the ${group.length} papers, and in ${entity.paperCount} of all ${papers}: ` +
      `its mean salience times its rarity, ${figure(rarity)}, is ${figure(weight)}.`,
    terms: strongestTerms(termsOfShared(rarity, group.length, saliences)),
    query: { name: 'shared', parameters: { entity: entity.id, papers: group } },
    loadFacts: async () => stated,
  }
}
