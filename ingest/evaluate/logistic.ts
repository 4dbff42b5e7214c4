// Logistic regression by Newton's method, with a ridge on all weights but the first: few features, some thousand rows.

/** Rows of numbers that start with 1, and whether each holds. */
export interface Rows {
  readonly rows: readonly (readonly number[])[]
  readonly holds: readonly boolean[]
}

const STEPS = 30
const RIDGE = 1

/** The weights under which the rows are most likely. The same rows give the same weights. */
export function fitLogistic({ rows, holds }: Rows): readonly number[] {
  const size = rows[0]?.length ?? 0
  let weights = Array.from<number>({ length: size }).fill(0)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, j) => (j === 0 ? 0 : -RIDGE * weight))
    const curvature = weights.map((_, j) => weights.map((_, k): number => ridgeAt(j, k)))
    for (const [i, row] of rows.entries()) {
      const p = probabilityOf(weights, row)
      const error = Number(holds[i] ?? false) - p
      for (const [j, a] of row.entries()) {
        gradient[j] = (gradient[j] ?? 0) + error * a
        const line = curvature[j]
        if (line === undefined) continue
        for (const [k, b] of row.entries()) line[k] = (line[k] ?? 0) + p * (1 - p) * a * b
      }
    }
    const change = solve(curvature, gradient)
    weights = weights.map((weight, j) => weight + (change[j] ?? 0))
  }
  return weights
}

/** The constant is free, but for what keeps the matrix regular. */
const ridgeAt = (j: number, k: number): number => (j === k ? (j === 0 ? 1e-9 : RIDGE) : 0)

/** What weights say about a row. */
export function probabilityOf(weights: readonly number[], row: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0)))
}

/** Gaussian elimination with pivots; a positive definite matrix has a solution. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const lines = matrix.map((line, i) => line.concat(right[i] ?? 0))
  for (let i = 0; i < lines.length; i += 1) {
    const at = lines.reduce(
      (best, line, j) => (j > i && Math.abs(line[i] ?? 0) > Math.abs(lines[best]?.[i] ?? 0) ? j : best),
      i,
    )
    const [pivot, other] = [lines[at], lines[i]]
    if (pivot === undefined || other === undefined) break
    lines[at] = other
    lines[i] = pivot.map((value) => value / (pivot[i] ?? 1))
    const unit = lines[i] ?? []
    for (const [j, line] of lines.entries()) {
      if (j !== i) lines[j] = line.map((value, k) => value - (line[i] ?? 0) * (unit[k] ?? 0))
    }
  }
  return lines.map((line) => line.at(-1) ?? 0)
}
