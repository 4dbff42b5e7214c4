// Lists of papers as every engine must answer them, worked out by asking each paper each question.
import type { MethodRole } from '../../src/graph/entities.ts'
import type { EntitiesCondition, PaperCondition, PaperFilter } from '../../src/graph/paper-filter.ts'
import { MAX_NARROWER_DEPTH, rankingUnits } from '../../src/graph/paper-filter.ts'
import type { Facet, PaperFacet, TrendBucket, TrendRow } from '../../src/graph/paper-facets.ts'
import { paperOrder } from '../../src/graph/paper-lists.ts'
import type { ListedPaper, PaperLists, PaperQuery } from '../../src/graph/paper-lists.ts'
import { roundScore } from '../../src/graph/page.ts'
import type { Paper } from '../../src/graph/papers.ts'
import { searchTerms } from '../../src/graph/search.ts'
import type { TextUnit } from '../../src/graph/search.ts'
import type { Seeds } from '../../src/graph/traversals.ts'
import { compareBytes, inOrder } from './model.ts'
import type { World } from './model.ts'

/** One list of papers. */
export type OneList =
  | { readonly of: 'all' }
  | { readonly of: 'topic' | 'run'; readonly id: string }
  | { readonly of: 'entity'; readonly id: string; readonly role?: MethodRole }
  | { readonly of: 'near'; readonly seeds: Seeds }

/** The one list as the port takes it. */
export function alone(list: OneList): PaperLists {
  switch (list.of) {
    case 'all':
      return list
    case 'near':
      return { of: 'near', seeds: [list.seeds] }
    case 'entity': {
      const { id, ...kind } = list
      return { ...kind, ids: [id] }
    }
    case 'topic':
    case 'run':
      return { of: list.of, ids: [list.id] }
  }
}

/** The lists of papers of a graph, whole and in order. */
export function createPaperModel(world: World) {
  const factsOf = (paperId: string) => world.facts.filter((fact) => fact.paperId === paperId)

  function below(id: string, steps: number): readonly string[] {
    const next = world.broader.filter((edge) => edge.broader === id).map(({ narrower }) => narrower)
    return [id, ...(steps === 0 ? [] : next.flatMap((one) => below(one, steps - 1)))]
  }

  function speaksOf(paper: Paper, { groups, narrower, relations }: EntitiesCondition): boolean {
    const has = factsOf(paper.id).filter(({ relation }) => relations.includes(relation))
    return groups.every((group) => {
      const ids = narrower ? group.flatMap((id) => below(id, MAX_NARROWER_DEPTH)) : group
      return has.some(({ entityId }) => ids.includes(entityId))
    })
  }

  function meets(paper: Paper, condition: PaperCondition): boolean {
    switch (condition.is) {
      case 'text':
      case 'title': {
        const texts = condition.is === 'title' ? [paper.title] : [paper.title, paper.abstract]
        return (
          condition.units.length > 0 &&
          condition.units.every(({ forms }) => forms.some((form) => texts.some((text) => placesIn(text, form) > 0)))
        )
      }
      case 'year':
        return paper.year !== null && condition.from <= paper.year && paper.year <= condition.to
      case 'yearUnknown':
        return paper.year === null
      case 'venueUnknown':
        return paper.venue === null
      case 'entities':
        return speaksOf(paper, condition)
      case 'relation':
        return factsOf(paper.id).some(({ relation }) => condition.any.includes(relation))
      case 'topic':
        return factsOf(paper.id).some(({ entityId }) =>
          world.members.some((member) => member.entityId === entityId && condition.any.includes(member.topicId)),
        )
      case 'author':
        return paper.authors.some((author) => condition.any.includes(author))
      case 'venue':
        return paper.venue !== null && condition.any.includes(paper.venue)
      case 'source':
        return condition.any.includes(paper.source)
      case 'run':
        return condition.any.includes(paper.runId)
    }
  }

  function passes(paper: Paper, filter: PaperFilter): boolean {
    if (filter.is === 'and') return filter.of.every((part) => passes(paper, part))
    if (filter.is === 'or') return filter.of.some((part) => passes(paper, part))
    return filter.is === 'not' ? !passes(paper, filter.of) : meets(paper, filter)
  }

  function textScore({ title, abstract }: Paper, units: readonly TextUnit[]): number {
    if (units.length === 0) return 0
    const times = (text: string, { forms }: TextUnit) => {
      const places = sum(forms.map((form) => placesIn(text, form)))
      return forms.length === 1 && forms[0]?.length === 1 ? places : Math.min(1, places)
    }
    const scores = units.map((unit) => times(abstract, unit) + 3 * times(title, unit)).map((tf) => tf / (tf + 1))
    return roundScore(sum(scores) / units.length)
  }

  /** What a list tells of a paper; null where the paper is not in it. */
  function standing(list: OneList, paper: Paper, filter: PaperFilter): Partial<ListedPaper> | null {
    switch (list.of) {
      case 'all':
        return { relevance: textScore(paper, rankingUnits(filter)) }
      case 'run':
        return paper.runId === list.id ? { relevance: textScore(paper, rankingUnits(filter)) } : null
      case 'entity': {
        const fact = factsOf(paper.id).find(
          ({ entityId, relation }) => entityId === list.id && (list.role === undefined || relation === list.role),
        )
        return fact === undefined ? null : { relevance: fact.salience, fact }
      }
      case 'topic': {
        const shares = factsOf(paper.id).flatMap(({ entityId, salience }) =>
          world.members
            .filter((member) => member.topicId === list.id && member.entityId === entityId)
            .map(({ weight }) => weight * salience),
        )
        return shares.length === 0 ? null : { relevance: roundScore(sum(shares)) }
      }
      case 'near':
        return nearness(list.seeds, paper)
    }
  }

  /** How near a paper is to each start; and how many lead there. */
  function weigh(id: string, { papers, entities }: Omit<Seeds, 'not'>) {
    const starts = [...new Set(papers), ...new Set(entities)]
    const edges = world.similar.filter(
      ({ a, b }) => (a === id && papers.includes(b)) || (b === id && papers.includes(a)),
    )
    const facts = factsOf(id).filter(({ entityId }) => entities.includes(entityId))
    const strengths = [...edges.map(({ score }) => score), ...facts.map(({ salience }) => salience)]
    const near = starts.length === 0 ? 0 : roundScore(sum(strengths) / starts.length)
    return { near, leads: strengths.length, shared: starts.length === 1 ? edges[0]?.shared : undefined }
  }

  function nearness(
    { not = { papers: [], entities: [] }, ...seeds }: Seeds,
    paper: Paper,
  ): Partial<ListedPaper> | null {
    if ([...seeds.papers, ...not.papers].includes(paper.id)) return null
    const { near, leads, shared } = weigh(paper.id, seeds)
    const away = weigh(paper.id, not).near
    if (leads === 0 || (away > 0 && near <= away)) return null
    return { relevance: roundScore(near - away), away, support: shared ?? leads }
  }

  function valuesOf(paper: Paper, facet: PaperFacet): ReadonlySet<string | number> {
    if (facet === 'year') return new Set(paper.year === null ? [] : [paper.year])
    if (facet === 'venue') return new Set(paper.venue === null ? [] : [paper.venue])
    const ids = new Set(factsOf(paper.id).map(({ entityId }) => entityId))
    if (facet === 'topic')
      return new Set(world.members.filter(({ entityId }) => ids.has(entityId)).map(({ topicId }) => topicId))
    return new Set(world.entities.filter(({ id, kind }) => kind === facet && ids.has(id)).map(({ id }) => id))
  }

  return {
    /** The papers of a list that a filter lets through, in the order that was asked for. */
    list(list: OneList, { filter, sort }: PaperQuery): ListedPaper[] {
      const rows = world.papers.flatMap((paper): ListedPaper[] => {
        const stands = standing(list, paper, filter)
        if (stands === null || !passes(paper, filter)) return []
        const entityCount = factsOf(paper.id).length
        return [{ paper, relevance: 0, away: 0, support: 0, fact: null, entityCount, ...stands }]
      })
      return inOrder(paperOrder(list.of, sort), rows)
    },
    /** A facet of a list. */
    facet(of: OneList, filter: PaperFilter, facet: PaperFacet, size: number): Facet {
      const papers = this.list(of, { filter, sort: { by: 'title', descending: false } }).map(({ paper }) => paper)
      const counts = new Map<string | number, number>()
      for (const paper of papers)
        for (const value of valuesOf(paper, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
      const all = [...counts]
        .map(([value, count]) => ({ value, count }))
        .toSorted((one, other) => other.count - one.count || compareValues(one.value, other.value))
      return {
        buckets: all.slice(0, size),
        otherValues: all.slice(size).length,
        otherCount: sum(all.slice(size).map(({ count }) => count)),
        unknown: papers.filter((paper) => valuesOf(paper, facet).size === 0).length,
      }
    },
    /** How often entities occur through time. */
    trends(ids: readonly string[], filter: PaperFilter, by: TrendBucket, last: number): TrendRow[] {
      const papers = world.papers.filter((paper) => passes(paper, filter))
      const bucketOf = (paper: Paper) => (by === 'year' ? paper.year : paper.runId)
      const place = (bucket: number | string) => Number(String(bucket).replace('run:', ''))
      const buckets = [...new Set(papers.map(bucketOf))]
        .filter((bucket) => bucket !== null)
        .toSorted((one, other) => place(one) - place(other))
        .slice(-last)
      return buckets.flatMap((bucket) => {
        const within = papers.filter((paper) => bucketOf(paper) === bucket)
        return [...new Set(ids)].map((entityId) => ({
          bucket,
          entityId,
          count: within.filter(({ id }) => factsOf(id).some((fact) => fact.entityId === entityId)).length,
          papers: within.length,
        }))
      })
    },
  }
}

/** At how many places of a text the terms of a form stand side by side. */
function placesIn(text: string, form: readonly string[]): number {
  const terms = searchTerms(text)
  return terms.filter((_, at) => form.every((term, i) => terms[at + i] === term)).length
}

function compareValues(one: string | number, other: string | number): number {
  return typeof one === 'number' && typeof other === 'number' ? one - other : compareBytes(String(one), String(other))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
