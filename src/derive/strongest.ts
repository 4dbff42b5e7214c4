// The strongest few of each row, held in fixed space, and the pairs they make.

/** Keeps for each row the others with the highest scores; of equal scores the smaller number. */
export interface Strongest {
  readonly rows: number
  /** Considers another for a row. Each other must be offered at most once a row. */
  offer(row: number, other: number, score: number): void
  /** The score below which an offer to the row is in vain. */
  leastOf(row: number): number
  /** What the row has, in no particular order. */
  read(row: number, visit: (other: number, score: number) => void): void
}

/** Makes room for `size` others in each of `rows` rows. */
export function createStrongest(rows: number, size: number): Strongest {
  const others = new Uint32Array(rows * size)
  const scores = new Float64Array(rows * size)
  const used = new Uint32Array(rows)
  /** The weakest place of each full row. */
  const weakest = new Uint32Array(rows)

  const isWeaker = (x: number, y: number) => {
    const difference = (scores[x] ?? 0) - (scores[y] ?? 0)
    return difference < 0 || (difference === 0 && (others[x] ?? 0) > (others[y] ?? 0))
  }
  const put = (row: number, place: number, other: number, score: number) => {
    others[place] = other
    scores[place] = score
    if ((used[row] ?? 0) < size) return
    let least = row * size
    for (let i = least + 1; i < (row + 1) * size; i++) if (isWeaker(i, least)) least = i
    weakest[row] = least
  }
  return {
    rows,
    offer(row, other, score) {
      const count = used[row] ?? 0
      if (count < size) {
        used[row] = count + 1
        put(row, row * size + count, other, score)
        return
      }
      const place = weakest[row] ?? 0
      const least = scores[place] ?? 0
      if (score > least || (score === least && other < (others[place] ?? 0))) put(row, place, other, score)
    },
    leastOf: (row) => ((used[row] ?? 0) < size ? 0 : (scores[weakest[row] ?? 0] ?? 0)),
    read(row, visit) {
      for (let i = row * size; i < row * size + (used[row] ?? 0); i++) visit(others[i] ?? 0, scores[i] ?? 0)
    },
  }
}

/** Two rows of which at least one has the other among its strongest; `a < b`. */
export interface ScoredPair {
  readonly a: number
  readonly b: number
  readonly score: number
}

/** The pairs that the strongest make, each once, ordered by `a`, then `b`. Scores must be the same from both ends. */
export function* pairUp(strongest: Strongest): Generator<ScoredPair, void, undefined> {
  // Rows that name a smaller one: grouped by that smaller one, since the pair belongs to its turn.
  const starts = new Uint32Array(strongest.rows + 1)
  for (let row = 0; row < strongest.rows; row++) {
    strongest.read(row, (other) => {
      if (other < row) starts[other + 1] = (starts[other + 1] ?? 0) + 1
    })
  }
  for (let row = 0; row < strongest.rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const rowsNaming = new Uint32Array(starts[strongest.rows] ?? 0)
  const scores = new Float64Array(rowsNaming.length)
  for (let row = 0; row < strongest.rows; row++) {
    strongest.read(row, (other, score) => {
      if (other > row) return
      const place = next[other] ?? 0
      next[other] = place + 1
      rowsNaming[place] = row
      scores[place] = score
    })
  }
  for (let a = 0; a < strongest.rows; a++) {
    const partners = new Map<number, number>()
    strongest.read(a, (b, score) => {
      if (b > a) partners.set(b, score)
    })
    for (let i = starts[a] ?? 0; i < (starts[a + 1] ?? 0); i++) partners.set(rowsNaming[i] ?? 0, scores[i] ?? 0)
    for (const [b, score] of [...partners].sort(([x], [y]) => x - y)) yield { a, b, score }
  }
}
