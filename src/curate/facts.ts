// Facts: how two become one, and one becomes two.
import type { FactSpan, MethodRole, Span } from '../graph/entities.ts'
import { roundScore } from '../graph/page.ts'
import { TEXT_FIELDS } from '../graph/papers.ts'
import type { RoledFact, Working } from './state.ts'

/** A span in the title counts for three, as a word of the title does in search. */
const TITLE_WEIGHT = 3

/** Puts a fact into an entity; where it has one of the same paper, the two become one. */
export function putFact(working: Working, fact: RoledFact): void {
  const own = { ...fact, entityId: working.id }
  const known = working.facts.get(fact.paperId)
  working.facts.set(fact.paperId, known === undefined ? own : joinFacts(known, own))
  working.isTouched = true
}

/**
 * What a paper says of a thing under both names. Where spans overlap the longer one stays. The paper is about it by each name
 * independently: saliences join as chances do, `1 - (1 - a)(1 - b)`.
 */
function joinFacts(one: RoledFact, other: RoledFact): RoledFact {
  const spans = withoutNested([...one.spans, ...other.spans])
  return {
    ...one,
    role: strongerRole(one.role, other.role),
    spans,
    count: spans.length,
    inTitle: one.inTitle || other.inTitle,
    confidence: Math.max(one.confidence, other.confidence),
    salience: roundScore(1 - (1 - one.salience) * (1 - other.salience)),
  }
}

/**
 * Splits a fact by its spans. Each part keeps the share of the salience that its spans have; `null` where a part has none.
 */
export function splitFact(
  fact: RoledFact,
  isTaken: (span: Span) => boolean,
): { readonly taken: RoledFact | null; readonly left: RoledFact | null } {
  const taken = fact.spans.filter(isTaken)
  if (taken.length === 0) return { taken: null, left: fact }
  if (taken.length === fact.spans.length) return { taken: fact, left: null }
  const left = fact.spans.filter((span) => !isTaken(span))
  return { taken: partOf(fact, taken), left: partOf(fact, left) }
}

function partOf(fact: RoledFact, spans: readonly FactSpan[]): RoledFact {
  return {
    ...fact,
    spans,
    count: spans.length,
    inTitle: spans.some(({ field }) => field === 'title'),
    salience: roundScore((fact.salience * weightOf(spans)) / weightOf(fact.spans)),
  }
}

function weightOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { field }) => sum + (field === 'title' ? TITLE_WEIGHT : 1), 0)
}

function strongerRole(one: MethodRole | null, other: MethodRole | null): MethodRole | null {
  if (one === 'PROPOSES' || other === 'PROPOSES') return 'PROPOSES'
  if (one === 'COMPARES' || other === 'COMPARES') return 'COMPARES'
  return one ?? other
}

function withoutNested(spans: readonly FactSpan[]): readonly FactSpan[] {
  const byLength = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || inText(a, b))
  const kept: FactSpan[] = []
  for (const span of byLength) if (!kept.some((other) => overlaps(other, span))) kept.push(span)
  return kept.sort(inText)
}

const overlaps = (a: Span, b: Span): boolean => a.field === b.field && a.start < b.end && b.start < a.end

const inText = (a: Span, b: Span): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || a.end - b.end
