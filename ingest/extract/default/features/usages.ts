// Usages: how the words of a term are used in thousands of other papers.
import type { Usage } from '../statistics.ts'
import type { View } from '../view.ts'
import { isNominal } from '../around.ts'
import { cohesion, NONE } from '../statistics.ts'
import type { Feature } from './feature.ts'

const head = ({ usageOfWords, headAt }: View): Usage | undefined => usageOfWords[headAt]
const first = ({ usageOfWords }: View): Usage | undefined => usageOfWords[0]
const known = ({ papers }: Usage): boolean => papers > 0

/** The mean of something over usages, the least and the most of it; -1 where there are none. */
function mean(usages: readonly Usage[], of: (usage: Usage) => number): number {
  let sum = 0
  for (let i = 0; i < usages.length; i += 1) sum += of(usages[i] ?? NONE)
  return usages.length === 0 ? -1 : sum / usages.length
}
function least(usages: readonly Usage[], of: (usage: Usage) => number): number {
  let found = Infinity
  for (let i = 0; i < usages.length; i += 1) found = Math.min(found, of(usages[i] ?? NONE))
  return usages.length === 0 ? -1 : found
}
function most(usages: readonly Usage[], of: (usage: Usage) => number): number {
  let found = -1
  for (let i = 0; i < usages.length; i += 1) found = Math.max(found, of(usages[i] ?? NONE))
  return found
}

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
  ['modifiers-titled', ({ usageOfModifiers }) => mean(usageOfModifiers, ({ titled }) => titled)],
  ['modifiers-keyed', ({ usageOfModifiers }) => mean(usageOfModifiers, ({ keyed }) => keyed)],
  ['modifiers-keyed-least', ({ usageOfModifiers }) => least(usageOfModifiers, ({ keyed }) => keyed)],
  ['modifiers-keyed-most', ({ usageOfModifiers }) => most(usageOfModifiers, ({ keyed }) => keyed)],
  ['modifiers-rarest', ({ usageOfModifiers }) => least(usageOfModifiers, ({ papers }) => papers)],
  ['rarest', ({ usageOfWords }) => least(usageOfWords, ({ papers }) => papers)],
  ['mean-papers', ({ usageOfWords }) => mean(usageOfWords, ({ papers }) => papers)],
  ['first-nominal', (view) => first(view)?.nominal ?? -1],
  ['head-nominal', (view) => head(view)?.nominal ?? -1],
  ['least-nominal', ({ usageOfWords }) => least(usageOfWords, ({ nominal, papers }) => (papers > 0 ? nominal : 1))],
  ['cohesion-least', ({ cohesions }) => (cohesions.length === 0 ? -1 : Math.min(...cohesions))],
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
