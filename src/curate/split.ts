// Splitting: some of the names of an entity, or what some papers say of it, are a thing of their own.
import { wrongArgument } from '../graph/errors.ts'
import { partId, slugOf } from '../graph/ids.ts'
import { nameKey } from '../graph/names.ts'
import { compareText } from '../graph/page.ts'
import { claimName, moveMentions } from './names.ts'
import type { Selection } from './names.ts'
import { isGone, quote, readName, refuseTaken, requireEntity, toNamed } from './operator.ts'
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
      throw wrongArgument(
        'aliases',
        'Say what to split off: some of its names as `aliases`, some of its papers as `papers`, or both.',
      )
    }
    if (aliases.length > MAX_SPLIT)
      throw wrongArgument('aliases', `\`aliases\` takes ${MAX_SPLIT} names at most, got ${aliases.length}.`)
    if (papers.length > MAX_SPLIT)
      throw wrongArgument('papers', `\`papers\` takes ${MAX_SPLIT} papers at most, got ${papers.length}.`)
    for (const [at, alias] of aliases.entries()) {
      if (hasName(whole, nameKey(alias))) continue
      const names = commonNames(whole).map((name) => `"${name}"`)
      throw wrongArgument(
        `aliases.${at}`,
        (say) => `\`aliases.${at}\`: "${alias}" is not a name of ${quote(whole, say)}. Its names: ${names.join(', ')}.`,
      )
    }
    for (const [at, paper] of papers.entries()) {
      if (whole.facts.has(paper)) continue
      throw wrongArgument(
        `papers.${at}`,
        (say) =>
          `\`papers.${at}\`: the paper "${say(paper)}" does not speak of ${quote(whole, say)}. Its \`papers\` do.`,
      )
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
      throw wrongArgument(
        'aliases',
        '`aliases`: no paper mentions it by these names there. Nothing would be split off.',
      )
    if (moved.length === spans.length) {
      const argument = aliases.length > 0 ? 'aliases' : 'papers'
      throw wrongArgument(
        argument,
        (say) =>
          `\`${argument}\`: that is all there is of ${quote(whole, say)}. To call it something else, use \`renameEntity\`.`,
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
      kindRule: 'CURATED',
      original: null,
      isTouched: true,
      aliases: new Map(),
      facts: new Map(),
    }
    if (!moveMentions(whole, made, selectionOf(operation)))
      return (say) => `No paper speaks of ${quote(entity, say)} that way any more.`
    state.entities.set(made.id, made)
    if (whole.facts.size === 0) {
      state.entities.delete(whole.id)
      state.redirects.set(whole.id, made.id)
    }
    claimName(state, made, part.name, whole)
    return null
  },
}

/** The most frequent names of an entity, of each the most frequent spelling. */
function commonNames({ aliases }: Working): readonly string[] {
  const sorted = [...aliases.values()].sort((a, b) => b.count - a.count || compareText(a.surface, b.surface))
  const byNorm = Map.groupBy(sorted, ({ norm }) => norm)
  return [...byNorm.values()].flatMap(([first]) => first?.surface ?? []).slice(0, 10)
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
