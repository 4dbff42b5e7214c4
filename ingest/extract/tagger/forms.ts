// Forms: what a word says by itself, read off its letters once.
import { singular } from '../../../src/graph/names.ts'
import { hashText, mix } from './hash.ts'

/** A word form with the hashes of its own features. */
export interface Form {
  /** Hash of the form in lower case. */
  readonly id: number
  /** Hash of the form in lower case without a plural -s. */
  readonly stem: number
  /** Hash of its shape: `Xx-x`, `XX`, `xXx`. */
  readonly shape: number
  /** Whether it looks like a short form: two capitals, or one inside. */
  readonly isShort: boolean
  readonly isCapitalised: boolean
  /** Code units of its first letter in lower case. */
  readonly initial: number
  /** Clusters, from coarse to fine; empty for a word that none is known of. */
  readonly clusters: readonly number[]
  /** Features of the word where it stands. */
  readonly own: Int32Array
  /** Features that it lends to the words beside it. */
  readonly near: Int32Array
  /** Features that it lends to words two steps away. */
  readonly far: Int32Array
}

/** The clusters of a word by the hash of its lower-case form. */
export type ClusterLookup = (id: number) => readonly number[]

const KEPT = 40_000

/** Gives the form of each word; the same object for the same word while it is remembered. */
export class Forms {
  readonly #forms = new Map<string, Form>()
  readonly #clustersOf: ClusterLookup

  constructor(clustersOf: ClusterLookup) {
    this.#clustersOf = clustersOf
  }

  of(word: string): Form {
    let form = this.#forms.get(word)
    if (form === undefined) {
      if (this.#forms.size >= KEPT) this.#forms.clear()
      form = readForm(word, this.#clustersOf)
      this.#forms.set(word, form)
    }
    return form
  }
}

function readForm(word: string, clustersOf: ClusterLookup): Form {
  const lower = word.toLowerCase()
  const id = hashText(lower)
  const shape = shapeOf(word)
  const hyphen = lower.lastIndexOf('-')
  const part = hyphen > 0 && hyphen < lower.length - 2 ? lower.slice(hyphen + 1) : lower
  const known = clustersOf(id)
  const clusters = known.length > 0 || part === lower ? known : clustersOf(hashText(part))
  const suffix = (length: number): number => hashText(lower, Math.max(0, lower.length - length))
  const stem = hashText(singular(lower))
  const own = [mix(1, id), mix(2, shape), mix(3, hashText(part)), mix(6, stem)]
  for (let length = 2; length <= 5; length += 1) {
    if (lower.length < length) break
    own.push(mix(10 + length, hashText(lower, 0, length)), mix(20 + length, suffix(length)))
  }
  const ofClusters = clusters.map((cluster, level) => mix(30 + level, cluster))
  own.push(...ofClusters)
  if (hyphen > 0) own.push(mix(4, hashText(lower, 0, hyphen)), mix(5, 1))
  return {
    id,
    stem,
    shape,
    isShort: /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}/u.test(word),
    isCapitalised: /^\p{Lu}/u.test(word),
    initial: lower.charCodeAt(0),
    clusters,
    own: Int32Array.from(own),
    near: Int32Array.from([mix(1, id), mix(2, shape), mix(3, suffix(3)), mix(6, stem), ...ofClusters]),
    far: Int32Array.from([mix(1, id), ...ofClusters]),
  }
}

/** Runs of capitals, small letters and digits as one character each, anything else as itself. */
function shapeOf(word: string): number {
  let shape = ''
  for (const char of word) {
    const kind = /\p{Lu}/u.test(char) ? 'X' : /\p{L}/u.test(char) ? 'x' : /\p{N}/u.test(char) ? '0' : char
    // "XX" and "X" differ: a capital alone starts a name, two make a short form.
    if (shape.endsWith(kind) && !(kind === 'X' && shape === 'X')) continue
    if (shape.length < 8) shape += kind
  }
  return hashText(shape)
}
