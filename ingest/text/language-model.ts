// The language model of wink-nlp: what its lexicon says of a word, how its tokeniser parts what is in no lexicon, and its machines.
//
// The package's own way reads machines for sentences, names, sentiments and negations too, keeps every word it ever saw, and looks
// every token up several times. Here a stretch without blanks is looked at once and its answer kept. The tokens and tags are the same
// but for one thing: what a stretch is parted into does not depend on what was read before it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readMachine } from './pos-machine.ts'
import type { Machine } from './pos-machine.ts'

/** A token by itself, before its neighbours are looked at. */
export interface Lexeme {
  readonly value: string
  /** The number of its part of speech. */
  readonly tag: number
  /** Whether that stays, whatever the neighbours are: so do the parts of a contraction. */
  readonly isFixed: boolean
  /** What machines are told instead of the tag, where the word itself counts; else 0. */
  readonly hint: number
  /** The parts of speech it may have. */
  readonly mayBe: ReadonlySet<number>
}

/** The language model. */
export interface LanguageModel {
  /** The names of the parts of speech, such as `NOUN`, by number. */
  readonly tags: readonly string[]
  /** The tokens of a stretch of text without blanks. */
  readonly lexemesOf: (stretch: string) => readonly Lexeme[]
  /** What corrects tags by their neighbours, in this order. */
  readonly machines: readonly Machine[]
  /** The stem of one token, after M. Porter's second algorithm ("Porter2", 2001). */
  readonly stem: (token: string) => string
}

/** Letters of ASCII, and a mark that ends a clause or a bracket; of two letters and more, since "a." may be an initial. */
const WORD_AND_MARK = /^([A-Za-z]{2,})([\u2019\u201D"\])}\u2026.,!;?/:]?)$/
/** Numbers of wink's categories. */
const WORD = 1
const PUNCTUATION = 12
/** The part of speech of what has none. */
const NOUN = 8

/** Where a figure of a word stands: in which of its numbers, under which mask, how far from the right. */
type Field = readonly [number: number, mask: number, shift: number]

/** The core model as the package has it. Numbers of 32 bits are in base 64. */
interface Core {
  readonly lexicon: string
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
    readonly lexeme: { readonly list: readonly string[] }
    /** Names of parts of speech, with underscores between them. */
    readonly posClusters: { readonly list: readonly string[] }
  }
  readonly trex: unknown
  readonly tcat: { readonly hash: unknown }
  readonly preserve: unknown
}

/** What wink's tokeniser writes to. Answers 0 to `_addTokenIfInCache` for what is in no lexicon. */
interface Sink {
  _addToken(text: string, category: number): boolean
  _addTokenIfInCache(text: string): number
  isLexeme(text: string): unknown
}

type CreateTokeniser = (expressions: unknown, categories: unknown, kept: unknown) => (sink: Sink, text: string) => void
type CompileExpressions = (expressions: unknown) => unknown
/** Guesses the part of speech of a word that is in no lexicon, from its category and ending. */
type CreateFeatures = (config: unknown) => {
  pos(
    text: string,
    category: number,
    lexicon: {
      lookup(lower: string): readonly [index: number]
      intrinsicSize(): number
      posOf(index: number): number
    },
  ): number
}

const require = createRequire(import.meta.url)

/* oxlint-disable typescript/no-unsafe-type-assertion -- files of packages of one exact version */
export function loadLanguageModel(): LanguageModel {
  const path = require.resolve('wink-eng-lite-web-model/dist/languages/cur/models/eng-core-web-model.json')
  const core = JSON.parse(readFileSync(path, 'utf8')) as Core
  const { machines } = (
    require('wink-eng-lite-web-model/dist/load-pos-model.js') as () => {
      machines: readonly string[]
    }
  )()
  const expressions = (require('wink-nlp/src/compile-trex.js') as CompileExpressions)(core.trex)
  return {
    tags: core.pos.list,
    lexemesOf: createReader(core, expressions),
    machines: machines.map(readMachine),
    stem: require('wink-eng-lite-web-model/dist/porter-stemmer.js') as (token: string) => string,
  }
}

/** What a stretch of text is parted into. */
function createReader(core: Core, expressions: unknown): (stretch: string) => readonly Lexeme[] {
  const { list } = core.features.lexeme
  const { layout, size } = core.packing
  const [lexicon, expansions] = [words32(core.lexicon), words32(core.xpansions)]
  const clusters = core.features.posClusters.list.map(
    (cluster) => new Set(cluster.split('_').map((tag) => core.pos.hash[tag] ?? 0)),
  )
  const indexOf = new Map<string, number>()
  for (let index = 0; index < list.length; index += 1) indexOf.set(list[index] ?? '', index)

  const figure = (index: number, [number, mask, shift]: Field): number =>
    ((lexicon[index * size + number] ?? 0) & mask) >>> shift
  /** British spellings lead to American ones. */
  const mapped = (index: number): number =>
    figure(index, layout.isSpellingMapped) > 0 ? figure(index, layout.lemma) : index
  const clusterOf = (index: number): ReadonlySet<number> => clusters[figure(index, layout.lexemeCID)] ?? new Set()
  const normal = (index: number): number =>
    figure(index, layout.isSpellingMapped) > 0 ? figure(index, layout.lemma) : index + figure(index, layout.normal)

  const lexemeAt = (index: number): Lexeme => ({
    value: list[index] ?? '',
    tag: figure(mapped(index), layout.pos) || NOUN,
    isFixed: false,
    hint: figure(index, layout.posHint),
    mayBe: clusterOf(normal(index)),
  })
  /** "can't": four numbers a part, which are its word, its normal form, its lemma and its tag. */
  const partsOf = (index: number): readonly Lexeme[] => {
    const packed = figure(index, layout.lemma)
    const [from, count] = [packed & 0x3fff, (packed >> 14) & 0x1f]
    return Array.from({ length: Math.ceil(count / 4) }, (_, i) => {
      const [word = 0, normalForm = 0, , tag = 0] = expansions.subarray(from + 4 * i, from + 4 * i + 4)
      return {
        value: list[word] ?? '',
        tag,
        isFixed: true,
        hint: figure(word, layout.posHint),
        mayBe: clusterOf(normalForm),
      }
    })
  }
  const known = (text: string): readonly Lexeme[] | null => {
    const index = indexOf.get(text)
    if (index === undefined) return null
    return figure(index, layout.isContraction) > 0 ? partsOf(index) : [lexemeAt(index)]
  }

  const guess = (require('wink-eng-lite-web-model/dist/feature.js') as CreateFeatures)(core.packing.config)
  const lexiconOfGuess = {
    lookup: (lower: string): readonly [index: number] => {
      const index = indexOf.get(lower) ?? list.length
      const isContraction = index < list.length && figure(index, layout.isContraction) > 0
      return [isContraction ? (expansions[figure(index, layout.lemma) & 0x3fff] ?? 0) : index]
    },
    intrinsicSize: () => list.length,
    posOf: (index: number) => figure(index, layout.pos),
  }
  const guessed = (value: string, category: number): Lexeme => {
    const lower = indexOf.get(value.toLowerCase())
    return {
      value,
      tag: guess.pos(value, category, lexiconOfGuess) || NOUN,
      isFixed: false,
      hint: 0,
      mayBe: lower === undefined ? (clusters[0] ?? new Set()) : clusterOf(mapped(lower)),
    }
  }

  const added = (text: string, category: number): Lexeme => {
    const index = indexOf.get(text)
    return index === undefined ? guessed(text, category) : lexemeAt(index)
  }
  const createTokeniser = require('wink-nlp/src/tokenizer.js') as CreateTokeniser
  const tokenise = createTokeniser(expressions, core.tcat.hash, core.preserve)
  return (stretch) => {
    // Most stretches: a word, with or without a mark behind it. The tokeniser would say the same and take longer.
    const [, word = '', mark = ''] = WORD_AND_MARK.exec(stretch) ?? []
    if (word !== '') {
      const lexemes = known(stretch)
      if (lexemes !== null) return lexemes
      return mark === '' ? [added(word, WORD)] : [added(word, WORD), added(mark, PUNCTUATION)]
    }
    const found: Lexeme[] = []
    const add = (lexemes: readonly Lexeme[]): number => found.push(...lexemes)
    tokenise(
      {
        _addToken: (text, category) => found.push(added(text, category)) > 0,
        // The number is that of no category.
        _addTokenIfInCache: (text) => (add(known(text) ?? []) > 0 && indexOf.has(text) ? 99 : 0),
        isLexeme: (text) => indexOf.has(text),
      },
      stretch,
    )
    return found
  }
}
/* oxlint-enable typescript/no-unsafe-type-assertion */

function words32(packed: string): Uint32Array {
  const bytes = Buffer.from(packed, 'base64')
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
