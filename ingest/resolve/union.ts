// Sets that grow together: which of the names are one thing (disjoint sets with path halving).

/** Disjoint sets of the numbers 0 to size - 1. */
export interface DisjointSets {
  /** The number that stands for a set: the smallest in it. */
  find(member: number): number
  /** Makes two sets one. */
  join(a: number, b: number): void
}

export function createDisjointSets(size: number): DisjointSets {
  const parent = Int32Array.from({ length: size }, (_, i) => i)
  const find = (member: number): number => {
    let at = member
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up
      at = parent[at] ?? at
    }
    return at
  }
  return {
    find,
    join: (a, b) => {
      const [x, y] = [find(a), find(b)]
      parent[Math.max(x, y)] = Math.min(x, y)
    },
  }
}
