// Suggestions: which entities may be one thing, with what speaks for it and what speaks against.
import type { CoOccurrenceReader } from '../graph/co-occurrence.ts'
import type { CurationReader, MergeReason, MergeSuggestion } from '../graph/curation.ts'
import { SUGGESTION_ORDER } from '../graph/curation.ts'
import type { Entity, EntityReader } from '../graph/entities.ts'
import type { EntityId } from '../graph/ids.ts'
import { comparePositions, firstPage, roundScore, sliceOf } from '../graph/page.ts'
import type { PageRequest, Slice } from '../graph/page.ts'
import type { ScanReader } from '../graph/reader.ts'
import { searchTerms } from '../graph/search.ts'
import type { TieReader } from '../graph/ties.ts'
import { findCandidates } from './candidates.ts'
import type { Candidate, Resemblance } from './candidates.ts'

/** What suggestions are made from. */
export type SuggestionSource = ScanReader &
  CoOccurrenceReader &
  Pick<TieReader, 'broaderBetween'> &
  Pick<EntityReader, 'relatedEntities'> &
  Pick<CurationReader, 'curationHead'>

/** So many candidates are looked into, those whose names resemble each other most. */
const MAX_CANDIDATES = 500
/** Pairs that are looked up together. */
const BATCH = 50
/** How many of the strongest ties of an entity are compared. */
const TIES = 30

const RESEMBLANCE: { readonly [Kind in Resemblance]: readonly [contribution: number, words: string] } = {
  SAME_NAME: [0.6, 'have one name'],
  SPELLING: [0.7, 'differ by one letter'],
  WORD_ORDER: [0.6, 'have the same words in another order'],
  ACRONYM: [0.5, 'may be short and long for one thing'],
}
const SHARED_TIES = 0.4
const TOGETHER = -0.5
const CONTAINED = -0.5
const OTHER_KIND = -0.2

/** Makes suggestions, and keeps them until the graph changes. */
export function createSuggester(source: SuggestionSource): (page: PageRequest) => Promise<Slice<MergeSuggestion>> {
  let known: { readonly state: string; readonly made: Promise<readonly MergeSuggestion[]> } | null = null
  return async (page) => {
    const state = JSON.stringify(await source.curationHead())
    if (known?.state !== state) {
      const made = suggestMerges(source)
      known = { state, made }
      made.catch(() => (known = null))
    }
    return pageOf(await known.made, page)
  }
}

/** All suggestions, the likeliest first. */
export async function suggestMerges(source: SuggestionSource): Promise<readonly MergeSuggestion[]> {
  const entities = (await Array.fromAsync(source.scan('entities'))).flat()
  const aliases = (await Array.fromAsync(source.scan('aliases'))).flat()
  const entityOf = new Map(entities.map((entity) => [entity.id, entity]))
  const candidates = findCandidates(aliases).slice(0, MAX_CANDIDATES)
  const suggestions: MergeSuggestion[] = []
  for (let at = 0; at < candidates.length; at += BATCH) {
    suggestions.push(...(await weigh(source, candidates.slice(at, at + BATCH), entityOf)))
  }
  const positionOf = SUGGESTION_ORDER.position
  return suggestions.sort((a, b) => comparePositions(positionOf(a), positionOf(b)))
}

async function weigh(
  source: SuggestionSource,
  candidates: readonly Candidate[],
  entityOf: ReadonlyMap<EntityId, Entity>,
): Promise<readonly MergeSuggestion[]> {
  const ids = [...new Set(candidates.flatMap(({ a, b }) => [a, b]))]
  const upwards = candidates.map(({ a, b }) => ({ narrower: a, broader: b }))
  const downwards = candidates.map(({ a, b }) => ({ narrower: b, broader: a }))
  const [{ pairs }, ties, broader] = await Promise.all([
    source.coOccurrenceOf(ids),
    source.relatedEntities(ids, {}, firstPage(TIES)),
    source.broaderBetween([...upwards, ...downwards]),
  ])
  const together = new Map(
    pairs.flatMap(({ a, b, support }) => [[`${a}\n${b}`, support] as const, [`${b}\n${a}`, support] as const]),
  )
  const tiesOf = new Map(ids.map((id, i) => [id, new Set(ties[i]?.rows.map(({ entity }) => entity.id))]))
  return candidates.flatMap((candidate, i) => {
    const [one, other] = [entityOf.get(candidate.a), entityOf.get(candidate.b)]
    if (one === undefined || other === undefined) return []
    const isKindOf = (broader[i] ?? broader[i + candidates.length] ?? null) !== null
    const reasons = [
      resemblanceOf(candidate),
      ...sharedTies(tiesOf.get(one.id) ?? new Set(), tiesOf.get(other.id) ?? new Set()),
      ...foundTogether(one, other, together.get(`${one.id}\n${other.id}`) ?? 0),
      ...(isKindOf || contains(one.name, other.name) ? [containedIn(one, other)] : []),
      ...otherKind(one, other),
    ]
    const score = roundScore(reasons.reduce((sum, { contribution }) => sum + contribution, 0))
    // The one of more papers stays.
    const [into, from] = one.paperCount >= other.paperCount ? [one, other] : [other, one]
    return score <= 0 ? [] : [{ into, from, score: Math.min(1, score), reasons }]
  })
}

function resemblanceOf({ resemblance, nameOfA, nameOfB }: Candidate): MergeReason {
  const [contribution, words] = RESEMBLANCE[resemblance]
  const summary = nameOfA === nameOfB ? `Both are called "${nameOfA}".` : `"${nameOfA}" and "${nameOfB}" ${words}.`
  return { kind: resemblance, contribution, summary }
}

function sharedTies(one: ReadonlySet<EntityId>, other: ReadonlySet<EntityId>): readonly MergeReason[] {
  const shared = [...one].filter((id) => other.has(id)).length
  if (shared === 0) return []
  const contribution = roundScore((SHARED_TIES * shared) / (one.size + other.size - shared))
  return [
    { kind: 'SHARED_RELATED', contribution, summary: `${shared} of their strongest ties lead to the same entities.` },
  ]
}

function foundTogether(one: Entity, other: Entity, support: number): readonly MergeReason[] {
  if (support === 0) return []
  const contribution = roundScore((TOGETHER * support) / Math.min(one.paperCount, other.paperCount))
  const summary = `${support === 1 ? 'A paper speaks' : `${support} papers speak`} of both, as if they were two things.`
  return [{ kind: 'CO_OCCURRENCE', contribution, summary }]
}

function containedIn(one: Entity, other: Entity): MergeReason {
  const [longer, shorter] = one.name.length > other.name.length ? [one, other] : [other, one]
  return {
    kind: 'CONTAINMENT',
    contribution: CONTAINED,
    summary: `"${longer.name}" may be a kind of "${shorter.name}".`,
  }
}

function otherKind(one: Entity, other: Entity): readonly MergeReason[] {
  if (one.kind === other.kind) return []
  return [{ kind: 'OTHER_KIND', contribution: OTHER_KIND, summary: `One is a ${one.kind}, the other a ${other.kind}.` }]
}

/** Whether all words of a name are among those of a longer one. */
function contains(one: string, other: string): boolean {
  const [x, y] = [new Set(searchTerms(one)), new Set(searchTerms(other))]
  const [short, long] = x.size < y.size ? [x, y] : [y, x]
  return short.size < long.size && [...short].every((word) => long.has(word))
}

/** A page of a list that is held whole. */
function pageOf(all: readonly MergeSuggestion[], page: PageRequest): Slice<MergeSuggestion> {
  const { cursor, from, limit } = page
  const positionOf = SUGGESTION_ORDER.position
  const beyond = all.filter((row) => {
    const order = cursor === null ? 0 : comparePositions(positionOf(row), cursor)
    return cursor === null || (from === 'start' ? order > 0 : order < 0)
  })
  const near = from === 'start' ? beyond.slice(0, limit + 1) : beyond.toReversed().slice(0, limit + 1)
  return sliceOf(page, near, page.withTotal ? all.length : null)
}
