// What mentions look like, counted: most of them make an entity what it is, where nothing else decides.
import type { EntityKind, KindVote } from './entities.ts'

/** Of kinds with equally many mentions the first counts, for it says most: a concept is what nothing more is known of. */
const MOST_PARTICULAR_FIRST: readonly EntityKind[] = ['DATASET', 'METRIC', 'TASK', 'METHOD', 'CONCEPT']

/** Counts the kinds of mentions, in the order of {@link sortVotes}. A mention whose kind was not kept has no vote. */
export function countKinds(mentions: Iterable<{ readonly kind: EntityKind | null }>): readonly KindVote[] {
  const counts = new Map<EntityKind, number>()
  for (const { kind } of mentions) if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return votesOf(counts)
}

/** The votes of mentions that are counted already, in the order of {@link sortVotes}. */
export function votesOf(counts: ReadonlyMap<EntityKind, number>): readonly KindVote[] {
  return sortVotes([...counts].map(([kind, mentions]) => ({ kind, mentions })))
}

/** Votes by number of mentions, the most first, then the most particular kind: the first is what most mentions say. */
export function sortVotes(votes: readonly KindVote[]): readonly KindVote[] {
  const rank = ({ kind }: KindVote): number => MOST_PARTICULAR_FIRST.indexOf(kind)
  return votes.toSorted((a, b) => b.mentions - a.mentions || rank(a) - rank(b))
}
