// Search: what is looked for, as data that no engine can take for a query language, and how it is scored.
import { ENTITY_KINDS } from './entities.ts'
import type { Entity } from './entities.ts'
import type { EntityId } from './ids.ts'
import { foldWord } from './names.ts'
import type { Order, PageRequest, Slice } from './page.ts'
import type { Paper } from './papers.ts'

/** The longest text one may search for, in UTF-16 code units. */
export const MAX_QUERY_LENGTH = 300

/** The most entities that one name of a query stands for. */
export const MAX_NAMESAKES = 8

/** What a word or a name is made of in an index: letters, digits and marks. Everything else separates. */
export const WORD = /[\p{L}\p{N}\p{M}]+/gu

/**
 * The index terms of a text, in order, with repetitions: letters and digits of the compatibility form in lower case, each
 * word folded as names are (number, British and American spelling). Hyphens split. Only letters and digits survive, so no
 * character that means something to Lucene or FTS5 ever reaches them.
 */
export function searchTerms(text: string): readonly string[] {
  return (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map(foldWord)
}

/** Something that texts have in one of several forms. */
export interface TextUnit {
  /** Index terms of each form: a text has the form where these stand side by side. At least one form, each of a term or more. */
  readonly forms: readonly (readonly string[])[]
}

/** One thing that a search asks for: a word, or a name with all the forms of what it names. */
export interface SearchUnit extends TextUnit {
  /** The entities that the name means; empty for a word. */
  readonly entities: readonly EntityId[]
}

/** A search as the stores understand it. Terms are data: never part of a query language. */
export interface SearchQuery {
  /** In the order of the text, each once. A paper must have all of them, and so must the alias of an entity. */
  readonly units: readonly SearchUnit[]
}

/** What may be found: papers, and entities by kind. */
export const HIT_KINDS = ['PAPER', ...ENTITY_KINDS] as const
export type HitKind = (typeof HIT_KINDS)[number]

/** Narrows a search. Absent or empty `kinds` means papers and entities of every kind. */
export interface SearchFilter {
  readonly kinds?: readonly HitKind[]
}

/** A paper or an entity that a search found. */
export type SearchHit =
  | { readonly type: 'Paper'; readonly paper: Paper; readonly score: number }
  | { readonly type: 'Entity'; readonly entity: Entity; readonly score: number }

/** The id of what was found. */
export function hitId(hit: SearchHit): string {
  return hit.type === 'Paper' ? hit.paper.id : hit.entity.id
}

/** Hits: the best first. */
export const SEARCH_ORDER: Order<SearchHit> = {
  name: 'search.score',
  position: (hit) => [-hit.score, hitId(hit)],
}

/**
 * Whether the occurrences of a unit are counted. Forms of several terms may overlap, and several forms may stand in one
 * place, so of those it only counts whether one is there.
 */
export function isCounted({ forms }: TextUnit): boolean {
  return forms.length === 1 && forms[0]?.length === 1
}

/** The longest form of a unit, in terms, that stands somewhere in the terms of a text; 0 where none does. */
export function longestForm({ forms }: TextUnit, terms: readonly string[]): number {
  const fits = (form: readonly string[]) =>
    terms.some((_, at) => form.every((term, offset) => terms[at + offset] === term))
  return Math.max(0, ...forms.filter(fits).map(({ length }) => length))
}

/** How often a text has a unit, `tf` of {@link SearchReader.search}: places in the abstract, and those in the title three times. */
export function termFrequency(unit: TextUnit, { title, abstract }: Pick<Paper, 'title' | 'abstract'>): number {
  const [word] = unit.forms[0] ?? []
  const countIn = (text: string) => {
    const terms = searchTerms(text)
    return isCounted(unit) ? terms.filter((term) => term === word).length : Math.sign(longestForm(unit, terms))
  }
  return countIn(abstract) + 3 * countIn(title)
}

/**
 * How well an alias with these terms matches, before rounding: `0.9 * terms of the longest forms / terms of the alias`, at
 * most 0.9; 0 where a unit has no form in the alias.
 */
export function aliasScore({ units }: SearchQuery, terms: readonly string[]): number {
  const lengths = units.map((unit) => longestForm(unit, terms))
  if (lengths.length === 0 || lengths.includes(0)) return 0
  return 0.9 * Math.min(1, lengths.reduce((sum, length) => sum + length, 0) / terms.length)
}

/** Searching papers and entities. */
export interface SearchReader {
  /**
   * The entities that have an alias of each norm, those of most papers first, then by id, at most {@link MAX_NAMESAKES} a
   * norm; in the order of the norms.
   */
  entitiesNamed(norms: readonly string[]): Promise<readonly (readonly Entity[])[]>
  /**
   * Papers and entities that match, in {@link SEARCH_ORDER}. A query without units finds nothing.
   *
   * An entity matches when it is one of the entities of the only unit (score 1), or by the best {@link aliasScore} of its
   * aliases' `searchTerms`, if above 0.
   * A paper matches when it has every unit: a form of it side by side in title or in abstract, or a fact of one of its
   * entities. Its score is the mean over the units of `0.5 * tf / (tf + 1) + 0.4 * salience`: `salience` is the highest of
   * such facts, 0 without one; `tf` counts a place in the abstract as 1 and one in the title as 3, where {@link isCounted}
   * every place, else the abstract once and the title once. Scores have six decimals, as `roundScore` makes them.
   */
  search(query: SearchQuery, filter: SearchFilter, page: PageRequest): Promise<Slice<SearchHit>>
}
