// Why a search found something as well as it did.
import { strongestTerms, termsOfFound } from '../src/graph/explain.ts'
import type { BrowserQuery, Term } from '../src/graph/explain.ts'
import type { Entity, Fact } from '../src/graph/entities.ts'
import { NO_FILTER } from '../src/graph/filter.ts'
import type { EntityId } from '../src/graph/ids.ts'
import { firstPage } from '../src/graph/page.ts'
import { spansOf } from '../src/graph/highlight.ts'
import type { Paper } from '../src/graph/papers.ts'
import { aliasScore, isCounted, searchTerms, termFrequency } from '../src/graph/search.ts'
import type { SearchHit, SearchQuery, SearchUnit } from '../src/graph/search.ts'
import type { Context } from './builder.ts'
import { counted, figure } from './lib/explain.ts'
import type { StatedFact } from './lib/evidence.ts'
import type { Explanation } from './lib/explain.ts'

/** A hit with what was asked. */
export interface FoundHit {
  readonly hit: SearchHit
  readonly query: SearchQuery
}

/** Why a search found something. */
export function explainHit({ hit, query }: FoundHit, context: Context): Promise<Explanation> {
  return hit.type === 'Paper' ? explainPaper(hit, query, context) : explainEntity(hit, query, context)
}

/** A unit in words: the first of its forms. */
function nameOf({ forms }: SearchUnit): string {
  return `“${(forms[0] ?? []).join(' ')}”`
}

function parametersOf({ units }: SearchQuery): BrowserQuery['parameters'] {
  return { units: units.map((unit) => ({ entities: unit.entities, forms: unit.forms, counted: isCounted(unit) })) }
}

async function explainPaper(
  { paper, score }: Extract<SearchHit, { type: 'Paper' }>,
  query: SearchQuery,
  context: Context,
): Promise<Explanation> {
  const best = await Promise.all(query.units.map((unit) => loadBestFact(unit, paper, context)))
  const units = query.units.map((unit, at) => ({
    name: nameOf(unit),
    tf: termFrequency(unit, paper),
    salience: best[at]?.salience ?? 0,
  }))
  const about = units.filter(({ salience }) => salience > 0).length
  const inText = units.filter(({ tf }) => tf > 0).length
  return {
    value: score,
    summary:
      `“${paper.title}” has ${inText} of the ${counted(units.length, 'word or name', 'words and names')} in its text and is ` +
      `about ${about} of them: it fits by ${figure(score)}.`,
    terms: strongestTerms(termsOfFound(units)),
    query: { name: 'foundPaper', parameters: { paper: paper.id, ...parametersOf(query) } },
    // A unit that the paper has no fact of was found by its words.
    loadFacts: async () =>
      query.units.map((unit, at) => ({ fact: best[at] ?? { spans: spansOf(unit, paper) }, paper })),
  }
}

/** The fact of what a unit means that a paper is most about. */
async function loadBestFact(unit: SearchUnit, paper: Paper, { loaders }: Context): Promise<Fact | null> {
  const facts = await Promise.all(unit.entities.map((entityId) => loaders.facts.load({ paperId: paper.id, entityId })))
  return facts.reduce((best, fact) => (fact !== null && fact.salience > (best?.salience ?? 0) ? fact : best), null)
}

/** What the paper that is most about an entity says of it. */
async function loadExample({ id }: Entity, { reader, loaders }: Context): Promise<readonly StatedFact[]> {
  const query = { filter: NO_FILTER, sort: { by: 'relevance', descending: true }, withSpans: true } as const
  const { rows } = await loaders.slice(['entity.example'], id, (ids: readonly EntityId[]) =>
    reader.listPapers({ of: 'entity', ids }, query, firstPage(1)),
  )
  return rows.flatMap(({ fact, paper }) => (fact === null ? [] : [{ fact, paper }]))
}

async function explainEntity(
  { entity, score }: Extract<SearchHit, { type: 'Entity' }>,
  query: SearchQuery,
  context: Context,
): Promise<Explanation> {
  const asked: BrowserQuery = { name: 'foundEntity', parameters: { entity: entity.id, ...parametersOf(query) } }
  const [only] = query.units
  if (query.units.length === 1 && only?.entities.includes(entity.id) === true) {
    return {
      value: score,
      summary: `${entity.name} is what the whole text means, which is a full fit.`,
      terms: [{ name: 'is what the text means', value: 1, contribution: 1 }],
      query: asked,
      loadFacts: () => loadExample(entity, context),
    }
  }
  const scored = (await context.loaders.aliases.load(entity.id)).map(({ surface }): Term => {
    const contribution = aliasScore(query, searchTerms(surface))
    return { name: `name “${surface}”`, value: contribution / 0.9, contribution }
  })
  const [best] = scored.toSorted((x, y) => y.contribution - x.contribution)
  return {
    value: score,
    summary: `The text has ${Math.round((best?.value ?? 0) * 100)} % of the words of a name of ${entity.name}: it fits by ${figure(score)}.`,
    terms: best === undefined ? [] : [best],
    query: asked,
    loadFacts: () => loadExample(entity, context),
  }
}
