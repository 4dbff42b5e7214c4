// The model as files: the trees, and the usages beside them. Little endian. A node that asks nothing is written as feature -1.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LATER_FEATURES, askedBy } from './judge.ts'
import type { Model } from './judge.ts'
import { readUsages } from './statistics.ts'
import type { Trees } from './trees.ts'

const ORDER = ['first', 'term', 'method', 'proposal'] as const
const USAGES = new URL('usages.bin', import.meta.url)
const TREES = new URL('trees.bin', import.meta.url)

/** The two files of a model and the digest of both. */
interface ModelFiles {
  readonly usages: Uint8Array
  readonly trees: Uint8Array
}

/** The model beside this file, and a digest of it. */
export function loadModel(): { readonly model: Model; readonly digest: string } {
  const files = { usages: readFileSync(USAGES), trees: readFileSync(TREES) }
  const digest = createHash('sha256').update(files.usages).update(files.trees).digest('hex').slice(0, 8)
  return { model: readModel(files), digest }
}

/** Reads a model. @throws {Error} for trees that were grown on other features than the program knows. */
export function readModel({ usages, trees }: ModelFiles): Model {
  const view = new DataView(trees.buffer, trees.byteOffset, trees.byteLength)
  if (view.getUint32(0, true) !== featuresDigest())
    throw new Error('The trees were grown on other features. Train them anew: npm run train -- --data DIR.')
  let at = 4
  const next = (): Trees => {
    const [depth, inner, base] = [view.getUint32(at, true), view.getUint32(at + 4, true), view.getFloat32(at + 8, true)]
    at += 12
    const leaves = (inner / ((1 << depth) - 1)) * (1 << depth)
    const features = new Int16Array(inner)
    const thresholds = new Float32Array(inner)
    const values = new Float32Array(leaves)
    for (let i = 0; i < inner; i += 1) {
      const feature = view.getInt16(at + 2 * i, true)
      features[i] = Math.max(feature, 0)
      thresholds[i] = feature < 0 ? Infinity : view.getFloat32(at + 2 * inner + 4 * i, true)
    }
    at += 6 * inner
    for (let i = 0; i < leaves; i += 1) values[i] = view.getFloat32(at + 4 * i, true)
    at += 4 * leaves
    return { depth, base, features, thresholds, leaves: values }
  }
  const [first, term, method, proposal] = [next(), next(), next(), next()]
  const asked = askedBy([first, term, method, proposal])
  return { usages: readUsages(usages), first, term, method, proposal, asked }
}

/** The bytes of the trees of a model. */
export function writeTrees(model: Pick<Model, (typeof ORDER)[number]>): Uint8Array {
  const all = ORDER.map((name) => model[name])
  const size = all.reduce((sum, { features, leaves }) => sum + 12 + 6 * features.length + 4 * leaves.length, 4)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, featuresDigest(), true)
  let at = 4
  for (const { depth, base, features, thresholds, leaves } of all) {
    view.setUint32(at, depth, true)
    view.setUint32(at + 4, features.length, true)
    view.setFloat32(at + 8, base, true)
    at += 12
    for (const [i, feature] of features.entries()) {
      view.setInt16(at, thresholds[i] === Infinity ? -1 : feature, true)
      at += 2
    }
    for (const value of [...thresholds, ...leaves]) {
      view.setFloat32(at, value === Infinity ? 0 : value, true)
      at += 4
    }
  }
  return bytes
}

/** What tells features in their order from others. */
const featuresDigest = (): number => createHash('sha256').update(LATER_FEATURES.join('\n')).digest().readUInt32LE()
