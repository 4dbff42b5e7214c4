// Why papers are near others.
import type { PaperEntity } from '../src/graph/entities.ts'
import { PAPER_ENTITY_ORDER } from '../src/graph/entities.ts'
import { strongestTerms, termsOfMean, termsOfSimilarity } from '../src/graph/explain.ts'
import type { Pull, Weighed } from '../src/graph/explain.ts'
import type { PaperId } from '../src/graph/ids.ts'
import { MAX_PAGE_SIZE, firstPage } from '../src/graph/page.ts'
import type { PageRequest } from '../src/graph/page.ts'
import type { Seeds } from '../src/graph/traversals.ts'
import type { Context } from './builder.ts'
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
  const { papers, entities, not = { papers: [], entities: [] } } = seeds
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
  const not = seeds.not ?? { papers: [], entities: [] }
  const strengths = await loadStrengths(seeds, paper.id, context)
  const pullsOf = (side: Omit<Seeds, 'not'>) => namePulls(side, strengths, context)
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

/** Seeds by name, each with its strength. */
async function namePulls(
  { papers, entities }: Omit<Seeds, 'not'>,
  strengths: ReadonlyMap<string, number>,
  { loaders }: Context,
): Promise<readonly Pull[]> {
  const names = await Promise.all([
    ...papers.map(async (id) => (await loaders.papers.load(id))?.title ?? id),
    ...entities.map(async (id) => (await loaders.entities.load(id))?.name ?? id),
  ])
  return [...papers, ...entities].map((id, i) => ({ name: names[i] ?? id, strength: strengths.get(id) ?? 0 }))
}

/** What a paper says of seeds that are entities, and of what it shares with those that are papers: the most salient first. */
async function loadSeedFacts(seeds: Seeds, paper: PaperId, context: Context): Promise<StatedFact[]> {
  const [own, ...others] = await Promise.all([paper, ...seeds.papers].map((id) => loadEntities(id, context)))
  const wanted = new Set([...seeds.entities, ...others.flatMap((all) => all.map(({ entity }) => entity.id))])
  const facts = (own ?? []).filter(({ entity }) => wanted.has(entity.id)).map(({ fact }) => fact)
  return stateFacts(facts, context)
}

/** Everything a paper speaks of, the most salient first. Papers of more than a page are read on by themselves. */
async function loadEntities(paper: PaperId, { reader, loaders }: Context): Promise<readonly PaperEntity[]> {
  const entities: PaperEntity[] = []
  let page: PageRequest | null = firstPage(MAX_PAGE_SIZE)
  while (page !== null) {
    const asked: PageRequest = page
    const { rows, hasNext } = await loaders.slice(['paper.entities', [], asked], paper, (ids: readonly PaperId[]) =>
      reader.entitiesOfPapers(ids, {}, asked),
    )
    entities.push(...rows)
    const last = rows.at(-1)
    page = hasNext && last !== undefined ? { ...asked, cursor: PAPER_ENTITY_ORDER.position(last) } : null
  }
  return entities
}

/** How many papers the graph has. */
function countPapers({ reader, loaders }: Context): Promise<number> {
  return loaders.batch(['papers.count'], 'all', async (all: readonly string[]) => {
    const { papers } = await reader.coOccurrenceOf([])
    return all.map(() => papers)
  })
}
