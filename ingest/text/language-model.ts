// The language model of wink-nlp: what its lexicon says of a word, how its tokeniser parts what is in no lexicon, and its machines.
//
// The package's own way reads machines for sentences, names, sentiments and negations too, keeps every word it ever saw, and looks
// every token up several times. Here a stretch without blanks is looked at once and its answer kept. The tokens and tags are the same
// but for one thing: what a stretch is parted into does not depend on what was read before it.
import createFeatures from 'wink-eng-lite-web-model/dist/feature.js'
import stem from 'wink-eng-lite-web-model/dist/porter-stemmer.js'
import compileExpressions from 'wink-nlp/src/compile-trex.js'
import createTokeniser from 'wink-nlp/src/tokenizer.js'
import type { Lexicon } from './lexicon.ts'
import { readMachine } from './pos-machine.ts'
import type { Machine } from './pos-machine.ts'
import { readWink, words32 } from './wink.ts'
import type { Core, Field } from './wink.ts'

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
export const WORD_AND_MARK = /^([A-Za-z]{2,})([\u2019\u201D"\])}\u2026.,!;?/:]?)$/
/** A word behind an opening bracket, perhaps with a mark; one before a closing bracket and a mark; a compound, perhaps with a mark. */
const OPENED = /^\(([A-Za-z]{2,})([),;:!?]?)$/
const CLOSED = /^(?!\(.*\.)(\(?)([A-Za-z]{2,})\)([.,;:!?])$/
export const COMPOUND_AND_MARK = /^([A-Za-z]{2,}(?:-[A-Za-z]{2,})+)([,;:!?]?)$/
/** The tokeniser takes the names of some currencies for ones also inside words. */
const CURRENCY = /AUD|GBP|INR|USD/
/** Numbers of wink's categories. */
const WORD = 1
const PUNCTUATION = 12
/** The part of speech of what has none. */
const NOUN = 8

/** Reads the language model. */
export function loadLanguageModel(): LanguageModel {
  const { core, lexicon } = readWink()
  return {
    tags: core.pos.list,
    lexemesOf: createReader(core, lexicon),
    machines: core.machines.map(readMachine),
    stem,
  }
}

const NO_TAGS: ReadonlySet<number> = new Set()

/** A {@link Field} whose parts have names: they are asked for several times a word, and a list is slow to take apart. */
interface Place {
  readonly number: number
  readonly mask: number
  readonly shift: number
}

function placesOf<Name extends string>(layout: Readonly<Record<Name, Field>>): Readonly<Record<Name, Place>> {
  const places = Object.entries<Field>(layout).map(([name, [number, mask, shift]]) => [name, { number, mask, shift }])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are those of the layout
  return Object.fromEntries(places) as Readonly<Record<Name, Place>>
}

/** What a stretch of text is parted into. */
function createReader(core: Core, words: Lexicon): (stretch: string) => readonly Lexeme[] {
  const { figures, indexOf, wordAt } = words
  const { size } = core.packing
  const layout = placesOf(core.packing.layout)
  const expansions = words32(core.xpansions)
  const clusters = core.features.posClusters.list.map(
    (cluster) => new Set(cluster.split('_').map((tag) => core.pos.hash[tag] ?? 0)),
  )
  const figure = (index: number, { number, mask, shift }: Place): number =>
    ((figures[index * size + number] ?? 0) & mask) >>> shift
  /** British spellings lead to American ones. */
  const mapped = (index: number): number =>
    figure(index, layout.isSpellingMapped) > 0 ? figure(index, layout.lemma) : index
  const clusterOf = (index: number): ReadonlySet<number> => clusters[figure(index, layout.lexemeCID)] ?? NO_TAGS
  const normal = (index: number): number =>
    figure(index, layout.isSpellingMapped) > 0 ? figure(index, layout.lemma) : index + figure(index, layout.normal)

  /** Those asked for so far: a word stands in many stretches, with one mark or another. */
  const lexemes = new Map<number, Lexeme>()
  const lexemeAt = (index: number, value: string): Lexeme => {
    const made = lexemes.get(index)
    if (made !== undefined) return made
    const tag = figure(mapped(index), layout.pos) || NOUN
    const lexeme = { value, tag, isFixed: false, hint: figure(index, layout.posHint), mayBe: clusterOf(normal(index)) }
    lexemes.set(index, lexeme)
    return lexeme
  }
  /** "can't": four numbers a part, which are its word, its normal form, its lemma and its tag. */
  const partsOf = (index: number): readonly Lexeme[] => {
    const packed = figure(index, layout.lemma)
    const [from, count] = [packed & 0x3fff, (packed >> 14) & 0x1f]
    return Array.from({ length: Math.ceil(count / 4) }, (_, i) => {
      const [word = 0, normalForm = 0, , tag = 0] = expansions.subarray(from + 4 * i, from + 4 * i + 4)
      return {
        value: wordAt(word),
        tag,
        isFixed: true,
        hint: figure(word, layout.posHint),
        mayBe: clusterOf(normalForm),
      }
    })
  }
  const known = (text: string): readonly Lexeme[] | null => {
    const index = indexOf(text)
    if (index < 0) return null
    return figure(index, layout.isContraction) > 0 ? partsOf(index) : [lexemeAt(index, text)]
  }

  const guess = createFeatures(core.packing.config)
  const lexiconOfGuess = {
    lookup: (lower: string): readonly [index: number] => {
      const index = indexOf(lower)
      if (index < 0) return [words.size]
      const isContraction = figure(index, layout.isContraction) > 0
      return [isContraction ? (expansions[figure(index, layout.lemma) & 0x3fff] ?? 0) : index]
    },
    intrinsicSize: () => words.size,
    posOf: (index: number) => figure(index, layout.pos),
  }
  const guessed = (value: string, category: number): Lexeme => {
    const lower = indexOf(value.toLowerCase())
    return {
      value,
      tag: guess.pos(value, category, lexiconOfGuess) || NOUN,
      isFixed: false,
      hint: 0,
      mayBe: lower < 0 ? (clusters[0] ?? NO_TAGS) : clusterOf(mapped(lower)),
    }
  }

  const added = (text: string, category: number): Lexeme => {
    const index = indexOf(text)
    return index < 0 ? guessed(text, category) : lexemeAt(index, text)
  }
  const knownOrAdded = (text: string, category: number): readonly Lexeme[] => known(text) ?? [added(text, category)]
  const marked = (lexemes: readonly Lexeme[], mark: string): readonly Lexeme[] =>
    mark === '' ? lexemes : [...lexemes, added(mark, PUNCTUATION)]
  /** A compound that is in no lexicon: in its parts, unless it begins or ends as one word does. */
  const partsOfCompound = (compound: string): readonly Lexeme[] => {
    const parts = compound.split(/(-)/)
    if (Boolean(core.preserve.prefix[parts[0] ?? '']) || Boolean(core.preserve.suffix[parts.at(-1) ?? '']))
      return [added(compound, WORD)]
    return parts.flatMap((part) => knownOrAdded(part, part === '-' ? PUNCTUATION : WORD))
  }
  /** Most stretches: words and marks as they often stand together. The tokeniser would say the same and take longer. */
  const readCommon = (stretch: string): readonly Lexeme[] | null => {
    const plain = WORD_AND_MARK.exec(stretch)
    if (plain !== null) return marked([added(plain[1] ?? '', WORD)], plain[2] ?? '')
    const opened = OPENED.exec(stretch)
    if (opened !== null)
      return marked([added('(', PUNCTUATION), ...knownOrAdded(opened[1] ?? '', WORD)], opened[2] ?? '')
    const [, open = '', last = '', stop = ''] = CLOSED.exec(stretch) ?? []
    if (last !== '') {
      const closed = known(`${last})`) ?? marked([added(last, WORD)], ')')
      return marked(open === '' ? closed : [added(open, PUNCTUATION), ...closed], stop)
    }
    const joined = COMPOUND_AND_MARK.exec(stretch)
    const compound = joined?.[1] ?? ''
    if (compound === '' || CURRENCY.test(compound)) return null
    return marked(known(compound) ?? partsOfCompound(compound), joined?.[2] ?? '')
  }
  const tokenise = createTokeniser(compileExpressions(core.trex), core.tcat.hash, core.preserve)
  return (stretch) => {
    const common = known(stretch) ?? readCommon(stretch)
    if (common !== null) return common
    const found: Lexeme[] = []
    const add = (lexemes: readonly Lexeme[]): number => found.push(...lexemes)
    tokenise(
      {
        _addToken: (text, category) => found.push(added(text, category)) > 0,
        // The number is that of no category.
        _addTokenIfInCache: (text) => (add(known(text) ?? []) > 0 && indexOf(text) >= 0 ? 99 : 0),
        isLexeme: (text) => indexOf(text) >= 0,
      },
      stretch,
    )
    return found
  }
}
