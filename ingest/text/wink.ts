// The English model of wink-nlp: what of it is needed, as the package has it and as the build writes it beside this file, where it is
// read in a twentieth of the time.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { packLexicon, readLexicon } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'

/** Where a figure of a word stands: in which of its numbers, under which mask, how far from the right. */
export type Field = readonly [number: number, mask: number, shift: number]

/** All but the words. Numbers of 32 bits are in base 64. */
export interface Core {
  readonly xpansions: string
  readonly packing: {
    readonly size: number
    readonly layout: Readonly<
      Record<'pos' | 'posHint' | 'lexemeCID' | 'lemma' | 'normal' | 'isContraction' | 'isSpellingMapped', Field>
    >
    readonly config: unknown
  }
  readonly pos: { readonly hash: Readonly<Record<string, number>>; readonly list: readonly string[] }
  readonly features: {
    /** Names of parts of speech, with underscores between them. */
    readonly posClusters: { readonly list: readonly string[] }
  }
  readonly trex: unknown
  readonly tcat: { readonly hash: unknown }
  /** How words begin and end that hyphens do not part. */
  readonly preserve: Readonly<Record<'prefix' | 'suffix', Readonly<Record<string, unknown>>>>
  /** What corrects tags by their neighbours, in JSON. */
  readonly machines: readonly string[]
}

/** The core model as the package has it. */
interface PackageCore extends Omit<Core, 'machines'> {
  readonly lexicon: string
  readonly features: Core['features'] & { readonly lexeme: { readonly list: readonly string[] } }
}

/** The model as two files. */
interface PackedModel {
  /** Of {@link Core}. */
  readonly json: string
  readonly lexicon: Uint8Array
}

/** What the build writes. */
const CORE = new URL('wink-core.json', import.meta.url)
const LEXICON = new URL('wink-lexicon.bin', import.meta.url)
const PACKAGE = 'wink-eng-lite-web-model/dist/languages/cur/models'

/** Reads the model: what the build made of it, else the package. */
export function readWink(): { readonly core: Core; readonly lexicon: Lexicon } {
  const { json, lexicon } = existsSync(LEXICON)
    ? { json: readFileSync(CORE, 'utf8'), lexicon: readFileSync(LEXICON) }
    : packWink()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- files of a package of one exact version
  return { core: JSON.parse(json) as Core, lexicon: readLexicon(lexicon) }
}

/** Reads the model of the package and packs it. */
export function packWink(): PackedModel {
  const require = createRequire(import.meta.url)
  const read = (name: string): unknown => JSON.parse(readFileSync(require.resolve(`${PACKAGE}/${name}.json`), 'utf8'))
  // oxlint-disable typescript/no-unsafe-type-assertion -- files of a package of one exact version
  const { lexicon, xpansions, packing, pos, features, trex, tcat, preserve } = read('eng-core-web-model') as PackageCore
  const machines = read('eng-pos-model') as Core['machines']
  // oxlint-enable typescript/no-unsafe-type-assertion
  const { posClusters, lexeme } = features
  const core: Core = { xpansions, packing, pos, features: { posClusters }, trex, tcat, preserve, machines }
  return { json: JSON.stringify(core), lexicon: packLexicon(lexeme.list, words32(lexicon)) }
}

/** Numbers of 32 bits in base 64. */
export function words32(packed: string): Uint32Array {
  const bytes = Buffer.from(packed, 'base64')
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
