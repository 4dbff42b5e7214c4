// Splitting: some of the names of an entity, or what some papers say of it, are a thing of their own.
import { partId, slugOf } from '../graph/ids.ts'
import { nameKey } from '../graph/names.ts'
import { claimName, moveMentions } from './names.ts'
import type { Selection } from './names.ts'
import { isGone, quote, readName, refuseTaken, requireEntity, toNamed, wrong } from './operator.ts'
import type { Operator } from './operator.ts'
import { findNamed, hasName } from './state.ts'
import type { Working } from './state.ts'

/** How many names, and how many papers, one split may name. */
const MAX_SPLIT = 100

export const split: Operator<'SPLIT'> = {
  draft(state, { entity, name, kind, aliases, papers }, seq) {
    const whole = requireEntity(state, entity)
    const called = readName(name)
    refuseTaken(state, called, whole)
    if (aliases.length === 0 && papers.length === 0) {
      throw wrong(
        'aliases',
        'Say what to split off: some of its names as `aliases`, some of its papers as `papers`, or both.',
      )
    }
    if (aliases.length > MAX_SPLIT)
      throw wrong('aliases', `\`aliases\` takes ${MAX_SPLIT} names at most, got ${aliases.length}.`)
    if (papers.length > MAX_SPLIT)
      throw wrong('papers', `\`papers\` takes ${MAX_SPLIT} papers at most, got ${papers.length}.`)
    for (const alias of aliases) {
      if (hasName(whole, nameKey(alias))) continue
      const names = [...whole.aliases.keys()].slice(0, 10).map((surface) => `"${surface}"`)
      throw wrong('aliases', `"${alias}" is not a name of ${quote(whole)}. Its names: ${names.join(', ')}.`)
    }
    for (const paper of papers) {
      if (!whole.facts.has(paper)) throw wrong('papers', `The paper ${paper} does not speak of ${quote(whole)}.`)
    }
    const norms = [...new Set(aliases.map(nameKey))].sort()
    const part = { id: partId(called, seq), name: called, kind }
    const operation = { op: 'SPLIT', entity: toNamed(whole), part, norms, papers: [...new Set(papers)].sort() } as const
    const selection = selectionOf(operation)
    const spans = [...whole.facts.values()].flatMap(({ paperId, spans }) => spans.map((span) => ({ paperId, span })))
    const moved = spans.filter(
      ({ paperId, span }) =>
        (selection.papers?.has(paperId) ?? true) && (selection.norms?.has(nameKey(span.surface)) ?? true),
    )
    if (moved.length === 0)
      throw wrong('aliases', 'No paper mentions it by these names there: nothing would be split off.')
    if (moved.length === spans.length) {
      throw wrong(
        'aliases',
        `That is all there is of ${quote(whole)}. To call it something else, use \`renameEntity\`.`,
      )
    }
    return operation
  },

  apply(state, operation) {
    const { entity, part } = operation
    const whole = findNamed(state, entity)
    if (whole === null) return isGone(entity)
    const made: Working = {
      id: part.id,
      name: part.name,
      slug: slugOf(part.name) || part.id,
      kind: part.kind ?? whole.kind,
      original: null,
      isTouched: true,
      aliases: new Map(),
      facts: new Map(),
    }
    if (!moveMentions(whole, made, selectionOf(operation)))
      return `No paper speaks of ${quote(entity)} that way any more.`
    state.entities.set(made.id, made)
    if (whole.facts.size === 0) {
      state.entities.delete(whole.id)
      state.redirects.set(whole.id, made.id)
    }
    claimName(state, made, part.name, whole)
    return null
  },
}

function selectionOf({
  norms,
  papers,
}: {
  readonly norms: readonly string[]
  readonly papers: readonly string[]
}): Selection {
  return { norms: norms.length === 0 ? null : new Set(norms), papers: papers.length === 0 ? null : new Set(papers) }
}
