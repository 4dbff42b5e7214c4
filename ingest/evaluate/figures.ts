// Figures: precision, recall and F1 from counts.

/** What was counted over all texts (micro average). */
export interface Count {
  correct: number
  /** Number of labels. */
  gold: number
  /** Number found. */
  found: number
}

/** One row of a table. `precision` and `f1` are `null` where labels say nothing about what else may be found. */
export interface Figure {
  readonly name: string
  readonly precision: number | null
  readonly recall: number
  readonly f1: number | null
  readonly gold: number
  readonly found: number
}

/** A count with nothing in it. */
export const emptyCount = (): Count => ({ correct: 0, gold: 0, found: 0 })

/** Adds one text's counts to those of all. */
export function addCount(count: Count, correct: number, gold: number, found: number): void {
  count.correct += correct
  count.gold += gold
  count.found += found
}

/** Precision, recall and F1 of a count. With nothing found precision is 0, with no labels recall is. */
export function figureOf(name: string, { correct, gold, found }: Readonly<Count>): Figure {
  const precision = found === 0 ? 0 : correct / found
  const recall = gold === 0 ? 0 : correct / gold
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { name, precision, recall, f1, gold, found }
}

/** The same where only recall means something. */
export function recallOf(name: string, count: Readonly<Count>): Figure {
  return { ...figureOf(name, count), precision: null, f1: null }
}
