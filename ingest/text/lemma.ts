// Lemmas: a surface without determiners, its last word in the singular, everything else as it stands.
import { singular } from '../../src/graph/names.ts'
import { remembered } from '../../src/graph/remembered.ts'

/** How many surfaces are kept with their lemma. */
const MAX_LEMMAS = 50_000

/** The lemma of a surface: "the Neural Tangent Kernels" is "Neural Tangent Kernel", "GNNs" is "GNN". */
export const lemmaOf: (surface: string) => string = remembered(MAX_LEMMAS, readLemma)

/** Plain words in lower case, as most surfaces are, and what is cut off. */
const PLAIN_WORDS = /^[a-z]+(?:[ -][a-z]+)*$/
const DETERMINED = /^(?:the|an?|this|these|those|our|its|their)\s/

/** "knowledge bases" are of one knowledge base; other bases, in this field, of one basis. */
const singularAfter = (before: string, word: string): string =>
  word === 'bases' && /(?:case|code|data|fact|knowledge|rule|text|user)[ -]$/i.test(before) ? 'base' : singular(word)

function readLemma(surface: string): string {
  if (PLAIN_WORDS.test(surface) && !DETERMINED.test(surface)) {
    const at = Math.max(surface.lastIndexOf(' '), surface.lastIndexOf('-')) + 1
    return surface.slice(0, at) + singularAfter(surface.slice(0, at), surface.slice(at))
  }
  const bare = surface.replace(/^(?:the|an?|this|these|those|our|its|their)\s+/i, '').replace(/\s+/g, ' ')
  const [, before = '', last = ''] = /^(.*?)([\p{L}\p{N}\p{M}+#*_]+)$/su.exec(bare) ?? []
  if (last === '') return bare
  if (/^[\p{Lu}\p{N}]{2,}s$/u.test(last)) return before + last.slice(0, -1)
  // The S of an acronym is no ending: MCTS.
  if (/^[\p{Lu}\p{N}]{2,}$/u.test(last)) return bare
  const lower = last.toLowerCase()
  const one = singularAfter(before, lower)
  if (one === lower) return bare
  // The ending changes, the case of what stays does not.
  let same = 0
  while (same < one.length && one[same] === lower[same]) same += 1
  return before + last.slice(0, same) + one.slice(same)
}
