// Expansion: from what a person typed to what a search asks for. Names are known by the aliases of the graph, so that any
// spelling of a name asks for the same: for what it means, under every form that texts have for it.
import type { Entity, EntityReader } from './entities.ts'
import type { EntityId } from './ids.ts'
import { foldWord, nameKey, nounOfState } from './names.ts'
import type { SearchQuery, SearchReader, SearchUnit } from './search.ts'
import { searchTerms, WORD } from './search.ts'

/** The most words of a query that count. */
const MAX_QUERY_WORDS = 16
/** The longest name that is looked for in a query, in words. */
const MAX_NAME_WORDS = 8
/** The most forms that a name is looked for under, the most frequent first. */
const MAX_FORMS = 32

/** One word of a query, with its place in the text as {@link plainOf} writes it. */
interface Word {
  readonly term: string
  readonly start: number
  readonly end: number
}

/** Some words of a query in a row, and the keys by which they may be the name of something. */
interface Stretch {
  readonly length: number
  readonly keys: readonly string[]
  /** The forms of the state that they name, where they do. */
  readonly states: readonly (readonly string[])[]
}

type NameReader = Pick<SearchReader, 'entitiesNamed'> & Pick<EntityReader, 'aliasesOf'>

/** As {@link expandSearches}, of one text. */
export async function expandSearch(text: string, reader: NameReader): Promise<SearchQuery> {
  const [query] = await expandSearches([text], reader)
  return query ?? { units: [] }
}

/**
 * Reads what people typed, text by text. From the left, the longest run of words that some alias is written with, in any spelling, is a
 * name; what is left are words. A state of things ("over-parameterised") is looked for as noun and participle, joined and
 * apart, whether or not the graph has a name for it. Nothing is an operator; without a letter or digit there are no units.
 * Two calls of the port at most, however many texts there are.
 */
export async function expandSearches(texts: readonly string[], reader: NameReader): Promise<readonly SearchQuery[]> {
  const read = texts.map((text) => {
    const plain = plainOf(text)
    const words = wordsOf(plain)
    return { words, stretches: words.map((_, at) => stretchesFrom(plain, words, at)) }
  })
  const meant = await readMeanings(
    read.flatMap(({ stretches }) => stretches.flat()),
    reader,
  )
  return read.map(({ words, stretches }) => ({ units: unitsOf(words, stretches, meant) }))
}

function unitsOf(
  words: readonly Word[],
  stretches: readonly (readonly Stretch[])[],
  meant: Meanings,
): readonly SearchUnit[] {
  const units: SearchUnit[] = []
  for (let at = 0; at < words.length;) {
    const from: readonly Stretch[] = stretches[at] ?? []
    const known = from.find(({ keys }) => keys.some((key) => meant.entities.has(key)))
    const state = from.find(({ states }) => states.length > 0)
    if (known !== undefined) units.push(nameUnit(known, meant))
    else units.push({ entities: [], forms: state?.states ?? [[words[at]?.term ?? '']] })
    at += (known ?? state)?.length ?? 1
  }
  return distinctUnits(units)
}

const plainOf = (text: string): string => text.normalize('NFKC').toLowerCase()

function wordsOf(plain: string): readonly Word[] {
  return [...plain.matchAll(WORD)]
    .slice(0, MAX_QUERY_WORDS)
    .map(({ 0: word, index }) => ({ term: foldWord(word), start: index, end: index + word.length }))
}

/** The runs of words that begin at one of them, the longest first; of two of a length, the one with the signs of names. */
function stretchesFrom(plain: string, words: readonly Word[], at: number): readonly Stretch[] {
  const start = words[at]?.start ?? 0
  return words
    .slice(at, at + MAX_NAME_WORDS)
    .flatMap(({ end }, i): readonly Stretch[] => {
      const length = i + 1
      const run = plain.slice(start, end)
      // Signs may be of the name, as in C++, or of the person who types.
      const signed = nameKey(run + (/^[+#*]+/.exec(plain.slice(end))?.[0] ?? ''))
      const key = nameKey(run.replace(/[+#*]+/g, ' '))
      const noun = nounOfState(key)
      const nouns = noun === null ? [] : [noun, participleOf(noun)]
      const unsigned = { length, keys: [...new Set([key, ...nouns])], states: nouns.flatMap(spellingsOf) }
      return signed === key ? [unsigned] : [unsigned, { length, keys: [signed], states: [] }]
    })
    .reverse()
}

/** The participle of the noun of a state: `overparameterized`, `misspecified`. */
const participleOf = (noun: string): string => noun.replace(/ization$/, 'ized').replace(/ification$/, 'ified')

/** A state is written as one word or two. */
function spellingsOf(word: string): readonly (readonly string[])[] {
  const [, prefix, rest] = /^(over|under|mis|hyper)(.+)$/.exec(word) ?? []
  return prefix === undefined || rest === undefined ? [[word]] : [[word], [prefix, rest]]
}

/** What keys mean, and the forms of what they mean. */
interface Meanings {
  readonly entities: ReadonlyMap<string, readonly Entity[]>
  readonly forms: ReadonlyMap<EntityId, readonly (readonly string[])[]>
}

async function readMeanings(stretches: readonly Stretch[], reader: NameReader): Promise<Meanings> {
  const keys = [...new Set(stretches.flatMap(({ keys }) => keys))]
  const found = keys.length === 0 ? [] : await reader.entitiesNamed(keys)
  const entities = new Map(keys.map((key, i) => [key, found[i] ?? []] as const).filter(([, list]) => list.length > 0))
  const ids = [...new Set([...entities.values()].flat().map(({ id }) => id))]
  const aliases = ids.length === 0 ? [] : await reader.aliasesOf(ids)
  const formsOf = (i: number) =>
    (aliases[i] ?? []).map(({ surface }) => searchTerms(surface)).filter(({ length }) => length > 0)
  return { entities, forms: new Map(ids.map((id, i) => [id, formsOf(i)])) }
}

function nameUnit({ keys, states }: Stretch, { entities, forms }: Meanings): SearchUnit {
  const ids = [...new Set(keys.flatMap((key) => entities.get(key) ?? []).map(({ id }) => id))].sort()
  const all = [...states, ...ids.flatMap((id) => forms.get(id) ?? [])]
  const distinct = new Map(all.map((form) => [form.join(' '), form]))
  return { entities: ids, forms: [...distinct.values()].slice(0, MAX_FORMS) }
}

function distinctUnits(units: readonly SearchUnit[]): readonly SearchUnit[] {
  return [...new Map(units.map((unit) => [JSON.stringify(unit), unit])).values()]
}
