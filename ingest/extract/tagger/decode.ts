// Decoding: from probabilities to the spans that are worth reporting.
import { TYPES, spanIndex } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { LONGEST } from './passages.ts'

/** A span of the words `from` to before `to`; `type` is an index into `SPAN_TYPES`. */
export interface ScoredSpan {
  readonly from: number
  readonly to: number
  readonly type: number
  /** Its probability. */
  readonly score: number
}

/**
 * The spans without overlap whose probabilities above `floor` add up to the most, by place. This is what is right most often
 * where a missed span costs as much as a wrong one; the best single reading finds fewer.
 */
export function decode({ chances, allowed }: Lattice, length: number, floor: number): readonly ScoredSpan[] {
  const best = new Float64Array(length + 1)
  const chosen: (ScoredSpan | undefined)[] = [undefined]
  for (let to = 1; to <= length; to += 1) {
    best[to] = best[to - 1] ?? 0
    chosen.push(undefined)
    for (let size = 1; size <= LONGEST && size <= to; size += 1) {
      const from = to - size
      if (allowed[from * LONGEST + size - 1] === 0) continue
      const at = spanIndex(from, size)
      for (let type = 0; type < TYPES; type += 1) {
        const score = chances[at + type] ?? 0
        const sum = (best[from] ?? 0) + score - floor
        if (score <= floor || sum <= (best[to] ?? 0)) continue
        best[to] = sum
        chosen[to] = { from, to, type, score }
      }
    }
  }
  const spans: ScoredSpan[] = []
  for (let to = length; to > 0;) {
    const span = chosen[to]
    if (span === undefined) to -= 1
    else {
      spans.push(span)
      to = span.from
    }
  }
  return spans.reverse()
}
