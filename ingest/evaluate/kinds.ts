// Kinds: what was found as a thing that the labels have, by the kind that the labels give it.
import type { EntityKind } from '../../src/graph/entities.ts'
import { ENTITY_KINDS } from '../../src/graph/entities.ts'

/** Something that labels and findings both have. */
export interface KindPair {
  readonly labelled: EntityKind
  readonly found: EntityKind
}

/** What became of the things that the labels call one kind, where they were found. */
export interface KindRow {
  readonly labelled: EntityKind
  /** Of the kinds in their order, how many were found as this one. */
  readonly found: readonly { readonly kind: EntityKind; readonly count: number }[]
  /** Share found as what the labels say. */
  readonly right: number
}

/** A row for each kind of which something was found. */
export function kindRowsOf(pairs: readonly KindPair[]): readonly KindRow[] {
  return ENTITY_KINDS.flatMap((labelled) => {
    const of = pairs.filter((pair) => pair.labelled === labelled)
    if (of.length === 0) return []
    const found = ENTITY_KINDS.map((kind) => ({ kind, count: of.filter((pair) => pair.found === kind).length }))
    return [{ labelled, found, right: of.filter((pair) => pair.found === labelled).length / of.length }]
  })
}
