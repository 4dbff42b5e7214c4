// Usages: how the words of a term are used in thousands of other papers.
import type { Usage } from '../statistics.ts'
import type { View } from '../view.ts'
import { isNominal } from '../around.ts'
import { cohesion } from '../statistics.ts'
import type { Feature } from './feature.ts'

const head = ({ usageOfWords, headAt }: View): Usage | undefined => usageOfWords[headAt]
const first = ({ usageOfWords }: View): Usage | undefined => usageOfWords[0]
const known = ({ papers }: Usage): boolean => papers > 0
const mean = (values: readonly number[]): number =>
  values.length === 0 ? -1 : values.reduce((sum, value) => sum + value, 0) / values.length
const least = (values: readonly number[]): number => (values.length === 0 ? -1 : Math.min(...values))
const most = (values: readonly number[]): number => (values.length === 0 ? -1 : Math.max(...values))

function outer(view: View, side: 'left' | 'right'): number {
  const { best, sentence, keys, usageOf } = view
  const word = side === 'left' ? sentence[best.from - 1] : sentence[best.to]
  if (word === undefined || !isNominal(word)) return -8
  const { key } = word.form
  return side === 'left' ? cohesion(usageOf, key, keys[0] ?? '') : cohesion(usageOf, keys.at(-1) ?? '', key)
}

export const USAGES: readonly Feature[] = [
  ['usage-papers', ({ usage }) => usage.papers],
  ['usage-titled', ({ usage }) => (known(usage) ? usage.titled : -1)],
  ['usage-ends', ({ usage }) => (known(usage) ? usage.ends : -1)],
  ['usage-whole', ({ usage }) => (known(usage) ? usage.whole : -1)],
  ['usage-keyed', ({ usage }) => (known(usage) ? usage.keyed : -1)],
  ['usage-used', ({ usage }) => (known(usage) ? usage.used : -1)],
  ['head-papers', (view) => head(view)?.papers ?? -1],
  ['head-titled', (view) => head(view)?.titled ?? -1],
  ['head-ends', (view) => head(view)?.ends ?? -1],
  ['head-whole', (view) => head(view)?.whole ?? -1],
  ['head-keyed', (view) => head(view)?.keyed ?? -1],
  ['head-used', (view) => head(view)?.used ?? -1],
  ['first-papers', (view) => first(view)?.papers ?? -1],
  ['first-titled', (view) => first(view)?.titled ?? -1],
  ['first-ends', (view) => first(view)?.ends ?? -1],
  ['first-keyed', (view) => first(view)?.keyed ?? -1],
  ['modifiers-titled', ({ usageOfModifiers }) => mean(usageOfModifiers.map(({ titled }) => titled))],
  ['modifiers-keyed', ({ usageOfModifiers }) => mean(usageOfModifiers.map(({ keyed }) => keyed))],
  ['modifiers-keyed-least', ({ usageOfModifiers }) => least(usageOfModifiers.map(({ keyed }) => keyed))],
  ['modifiers-keyed-most', ({ usageOfModifiers }) => most(usageOfModifiers.map(({ keyed }) => keyed))],
  ['modifiers-rarest', ({ usageOfModifiers }) => least(usageOfModifiers.map(({ papers }) => papers))],
  ['rarest', ({ usageOfWords }) => least(usageOfWords.map(({ papers }) => papers))],
  ['mean-papers', ({ usageOfWords }) => mean(usageOfWords.map(({ papers }) => papers))],
  ['first-nominal', (view) => first(view)?.nominal ?? -1],
  ['head-nominal', (view) => head(view)?.nominal ?? -1],
  ['least-nominal', ({ usageOfWords }) => least(usageOfWords.map(({ nominal, papers }) => (papers > 0 ? nominal : 1)))],
  ['cohesion-least', ({ cohesions }) => least(cohesions)],
  ['cohesion-first', ({ cohesions }) => cohesions[0] ?? -8],
  ['cohesion-last', ({ cohesions }) => cohesions.at(-1) ?? -8],
  ['cohesion-left', (view) => outer(view, 'left')],
  ['cohesion-right', (view) => outer(view, 'right')],
  ['widened-papers', ({ usageWidened }) => usageWidened?.papers ?? -1],
  ['widened-whole', ({ usageWidened }) => usageWidened?.whole ?? -1],
  ['tail-papers', ({ usageOfTail }) => usageOfTail?.papers ?? -1],
  ['tail-whole', ({ usageOfTail }) => usageOfTail?.whole ?? -1],
  ['tail-keyed', ({ usageOfTail }) => usageOfTail?.keyed ?? -1],
]
