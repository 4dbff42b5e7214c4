// The language model of wink-nlp with only what classes of words need: its lexicon, and the machine that tags. The package's own way
// in reads machines for sentences, names, sentiments and negations and three tables of lemmas too, copies the lexicon once more, and
// works out six features of every word that is not in it, where tagging asks for one. The tags are the same.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Model } from 'wink-nlp'

const require = createRequire(import.meta.url)

/** A list of a feature's values, and where each stands in it. */
interface Values {
  readonly list: readonly string[]
  hash?: Readonly<Record<string, number>>
}

/** Numbers of 32 bits, in a file as base 64. */
type Packed = string | Uint32Array

/** What of the core model is read or filled in here; wink-nlp knows the rest. */
interface Core {
  lexicon: Packed
  xpansions: Packed
  readonly packing: { efList?: readonly string[] }
  readonly pos: { readonly hash: Readonly<Record<string, number>> }
  readonly features: {
    readonly lexeme: Values & { index?: number; intrinsicSize?: number }
    readonly posClusters: { list: readonly (string | ReadonlySet<number>)[] }
  }
}

/** The model, to be given to `winkNlp` with the pipe `['pos']`. */
export function loadLanguageModel(): Model {
  const none = '[0,0,{},{},{},{}]'
  return {
    core: readCore,
    featureFn: part('feature.js'),
    pos: part('load-pos-model.js'),
    addons: { stem: part('porter-stemmer.js') },
    // Machines that are never asked.
    sbd: () => ({ machines: [], transformers: [] }),
    ner: () => ({ machines: [], transformers: [] }),
    negation: () => ({ machines: [none] }),
    sa: () => ({ machines: [none] }),
    metaCER: () => ({ machines: [], transformers: [] }),
  }
}

const part = (name: string): unknown => require(`wink-eng-lite-web-model/dist/${name}`)

function readCore(): Core {
  const path = require.resolve('wink-eng-lite-web-model/dist/languages/cur/models/eng-core-web-model.json')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of a package of one exact version
  const core = JSON.parse(readFileSync(path, 'utf8')) as Core
  const { lexeme, posClusters } = core.features
  core.lexicon = words32(core.lexicon)
  core.xpansions = words32(core.xpansions)
  core.packing.efList = ['pos']
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without a prototype: "constructor" is a word like others
  const hash = Object.create(null) as Record<string, number>
  for (const [i, word] of lexeme.list.entries()) hash[word] = i
  lexeme.hash = hash
  lexeme.index = lexeme.list.length
  lexeme.intrinsicSize = lexeme.list.length
  posClusters.list = posClusters.list.map((cluster) =>
    typeof cluster === 'string' ? new Set(cluster.split('_').map((tag) => core.pos.hash[tag] ?? 0)) : cluster,
  )
  return core
}

function words32(packed: Packed): Uint32Array {
  if (typeof packed !== 'string') return packed
  const bytes = Buffer.from(packed, 'base64')
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
