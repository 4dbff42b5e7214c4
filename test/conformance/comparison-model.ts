// What every engine must answer about several things at once, worked out by going through everything.
import type { CoOccurrence } from '../../src/graph/co-occurrence.ts'
import { COMPARED_ORDER, DISTINGUISHING_ORDER } from '../../src/graph/comparison.ts'
import type { PaperAmong, SharedEntity } from '../../src/graph/comparison.ts'
import type { Entity, KindFilter, MethodRole, PaperEntity } from '../../src/graph/entities.ts'
import { GAP_ORDER, GAP_REACH } from '../../src/graph/gaps.ts'
import type { Gap } from '../../src/graph/gaps.ts'
import { LINEAGE_METHOD_ORDER } from '../../src/graph/lineage.ts'
import type { LineageMethod, LineageYear } from '../../src/graph/lineage.ts'
import { roundScore } from '../../src/graph/page.ts'
import type { RelatedTie } from '../../src/graph/ties.ts'
import { compareBytes, inOrder } from './model.ts'
import type { World } from './model.ts'

/** The answers of a graph to comparisons, gaps, co-occurrence and lineage; lists whole and in order. */
export function createComparisonModel(world: World) {
  const passes = ({ kinds = [] }: KindFilter, { kind }: Entity) => kinds.length === 0 || kinds.includes(kind)
  const factOf = (paperId: string, entityId: string) =>
    world.facts.find((fact) => fact.paperId === paperId && fact.entityId === entityId)
  const papersOf = (id: string) => world.facts.filter(({ entityId }) => entityId === id).map(({ paperId }) => paperId)
  const together = (one: string, other: string) => papersOf(one).filter((paper) => papersOf(other).includes(paper))
  const tiesOf = (id: string) =>
    world.related
      .filter(({ a, b }) => a === id || b === id)
      .map(({ a, b, score }) => ({ id: a === id ? b : a, score }))
      .toSorted((x, y) => y.score - x.score || compareBytes(x.id, y.id))
      .slice(0, GAP_REACH)

  function compared(group: readonly string[], filter: KindFilter = {}): SharedEntity[] {
    const papers = [...new Set(group)]
    const rows = world.entities.flatMap((entity): SharedEntity[] => {
      const facts = papers.flatMap((paper) => factOf(paper, entity.id) ?? [])
      if (facts.length === 0 || !passes(filter, entity)) return []
      const mean = sum(facts.map(({ salience }) => salience)) / papers.length
      const idf = Math.log((world.papers.length + 1) / (entity.paperCount + 0.5))
      return [{ entity, weight: roundScore(mean * idf), facts }]
    })
    return inOrder(COMPARED_ORDER, rows)
  }

  function distinguishing({ paper, among }: PaperAmong, filter: KindFilter = {}): PaperEntity[] {
    const others = among.filter((other) => other !== paper)
    const rows = world.entities.flatMap((entity): PaperEntity[] => {
      const fact = factOf(paper, entity.id)
      const alone = fact !== undefined && others.every((other) => factOf(other, entity.id) === undefined)
      return alone && passes(filter, entity) ? [{ fact, entity }] : []
    })
    return inOrder(DISTINGUISHING_ORDER, rows)
  }

  function gaps(of: string, filter: KindFilter = {}): Gap[] {
    const ties = tiesOf(of)
    const all = sum(ties.map(({ score }) => score))
    const rows = world.entities.flatMap((entity): Gap[] => {
      const near = world.broader.some(
        ({ narrower, broader }) =>
          (narrower === of && broader === entity.id) || (narrower === entity.id && broader === of),
      )
      if (entity.id === of || near || together(of, entity.id).length > 0 || !passes(filter, entity)) return []
      const links = ties.flatMap(({ id, score }) => {
        const far = tiesOf(id).find((tie) => tie.id === entity.id)?.score
        return far === undefined ? [] : [{ entityId: id, near: score, far, share: shareOf(score * far, all) }]
      })
      if (links.length < 2) return []
      const score = shareOf(sum(links.map(({ near, far }) => near * far)), all)
      const inTurn = links.toSorted((x, y) => y.near * y.far - x.near * x.far || compareBytes(x.entityId, y.entityId))
      return [{ entity, score, links: inTurn }]
    })
    return inOrder(GAP_ORDER, rows)
  }

  function coOccurrence(ids: readonly string[]): CoOccurrence {
    const set = [...new Set(ids)]
    const withOthers = (id: string) =>
      papersOf(id).filter((paper) => set.some((other) => other !== id && papersOf(other).includes(paper)))
    return {
      papers: world.papers.length,
      entities: set.map((id) => ({ id, papers: papersOf(id).length, together: withOthers(id).length })),
      pairs: set.flatMap((a, at) =>
        set.slice(at + 1).flatMap((b) => {
          const support = together(a, b).length
          return support === 0 ? [] : [{ a, b, support }]
        }),
      ),
    }
  }

  function lineageYears(id: string): LineageYear[] {
    const facts = world.facts.filter(({ entityId }) => entityId === id)
    const roles = new Set<string>(['PROPOSES', 'USES', 'COMPARES'])
    const dated = world.papers.flatMap(({ id, year }) =>
      facts.filter(({ paperId, relation }) => paperId === id && roles.has(relation)).map((fact) => ({ fact, year })),
    )
    const years = [...new Set(dated.map(({ year }) => year))].toSorted((x, y) => (x ?? 1e9) - (y ?? 1e9))
    return years.map((year) => {
      const count = (role: MethodRole) => dated.filter((one) => one.year === year && one.fact.relation === role).length
      return { year, proposes: count('PROPOSES'), uses: count('USES'), compares: count('COMPARES') }
    })
  }

  /** The paper that is most about both. */
  function bestPaper(one: string, other: string, papers: readonly string[]): string | null {
    const strength = (paper: string) => (factOf(paper, one)?.salience ?? 0) + (factOf(paper, other)?.salience ?? 0)
    return papers.toSorted((x, y) => strength(y) - strength(x) || compareBytes(x, y))[0] ?? null
  }

  function lineageMethods(id: string, role: MethodRole): LineageMethod[] {
    const inRole = papersOf(id).filter((paper) => factOf(paper, id)?.relation === role)
    const rows = world.entities.flatMap((entity): LineageMethod[] => {
      const papers = inRole.filter((paper) => factOf(paper, entity.id)?.relation === 'PROPOSES')
      const paperId = bestPaper(id, entity.id, papers)
      return entity.id === id || paperId === null ? [] : [{ entity, support: papers.length, paperId }]
    })
    return inOrder(LINEAGE_METHOD_ORDER, rows)
  }

  function relatedTie(one: string, other: string): RelatedTie | null {
    const edge = world.related.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))
    return edge === undefined ? null : { edge, paperId: bestPaper(one, other, together(one, other)) }
  }

  function paperOfBoth(one: string, other: string): string | null {
    return one === other ? null : bestPaper(one, other, together(one, other))
  }

  return {
    compared,
    distinguishing,
    gaps,
    coOccurrence,
    lineageYears,
    lineageMethods,
    fact: (paperId: string, entityId: string) => factOf(paperId, entityId) ?? null,
    relatedTie,
    paperOfBoth,
    broader: (narrower: string, broader: string) =>
      world.broader.find((edge) => edge.narrower === narrower && edge.broader === broader) ?? null,
  }
}

/** A part of a whole, which may be nothing. */
function shareOf(part: number, whole: number): number {
  return whole > 0 ? roundScore(part / whole) : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
