// Completion: which entities somebody may mean who has typed so much, by which alias, and why.
import type { Alias, Entity, EntityKind, EntityReader } from './entities.ts'
import { highlightTerms } from './highlight.ts'
import type { MatchedAlias } from './highlight.ts'
import { nameKey } from './names.ts'
import { searchTerms } from './search.ts'
import { slipsAllowed, slipsBetween, slipsOf } from './spelling.ts'

/** The longest text that is completed, in UTF-16 code units. */
export const MAX_PREFIX_LENGTH = 100

/** The most suggestions of one answer. */
export const MAX_SUGGESTIONS = 50

/** The most terms that one typed word is taken for. */
const MAX_NEAR_TERMS = 30

/** Why an alias was suggested, the best reason first. */
export const MATCHES = ['EXACT', 'PREFIX', 'WORD', 'TYPO'] as const
export type Match = (typeof MATCHES)[number]

/** What one typed word may stand for in an alias: one of some terms, or a term that begins so. */
export interface CompletionUnit {
  readonly terms: readonly string[]
  readonly prefix: string | null
}

/** An entity that somebody may mean. */
export interface Suggestion {
  readonly entity: Entity
  readonly match: Match
  readonly alias: MatchedAlias
}

/**
 * Looking for entities by what their aliases look like. Entities come by papers, most first, then by id, only those of the
 * kinds (no kinds: all), at most `limit`.
 */
export interface CompletionReader {
  /** Entities that have an alias with this norm, or one that begins with it. The norm is not empty. */
  entitiesCalled(
    norm: string,
    match: 'EXACT' | 'PREFIX',
    kinds: readonly EntityKind[],
    limit: number,
  ): Promise<readonly Entity[]>
  /** Entities that have an alias whose `searchTerms` have what each unit asks for. At least one unit. */
  entitiesHaving(
    units: readonly CompletionUnit[],
    kinds: readonly EntityKind[],
    limit: number,
  ): Promise<readonly Entity[]>
  /**
   * Terms of aliases that share a slip, as `slipsOf` makes them, with one of these. Terms that no alias has any more may be
   * among them.
   */
  termsWithSlips(slips: readonly string[]): Promise<readonly string[]>
}

/** What was typed, as aliases are compared with it. */
interface Typed {
  readonly norm: string
  /** What words may stand for, the last one as a beginning. */
  readonly words: readonly CompletionUnit[]
  /** The same with slips; empty where there is nothing else to take a word for. */
  readonly slips: readonly CompletionUnit[]
}

type Reader = CompletionReader & Pick<EntityReader, 'aliasesOf'>

/**
 * Completes a text to entities: those with exactly that alias first, then those with an alias that begins so, those with all
 * the words, the last one as a beginning, and those with all the words but for slips (see `slipsBetween`); within these by
 * papers, most first, then by id. Every entity once, by its best alias, of equals the most frequent. Each question is asked
 * only while there are too few answers, so a short prefix of many names costs one index range.
 */
export async function complete(
  text: string,
  kinds: readonly EntityKind[],
  first: number,
  reader: Reader,
): Promise<readonly Suggestion[]> {
  const terms = searchTerms(text)
  if (terms.length === 0 || first === 0) return []
  const found = new Map<string, { readonly entity: Entity; readonly match: Match }>()
  const add = (match: Match, entities: readonly Entity[]) => {
    for (const entity of entities) if (!found.has(entity.id)) found.set(entity.id, { entity, match })
  }
  const norm = await normOf(text, reader)
  const words = terms.map((term, i) =>
    i === terms.length - 1 ? { terms: [], prefix: term } : { terms: [term], prefix: null },
  )
  add('EXACT', await reader.entitiesCalled(norm, 'EXACT', kinds, first))
  if (found.size < first) add('PREFIX', await reader.entitiesCalled(norm, 'PREFIX', kinds, first))
  if (found.size < first) add('WORD', await reader.entitiesHaving(words, kinds, first))
  const slips = found.size < first ? await readSlips(terms, reader) : []
  if (slips.length > 0) add('TYPO', await reader.entitiesHaving(slips, kinds, first))
  const chosen = [...found.values()].slice(0, first)
  const aliases = await reader.aliasesOf(chosen.map(({ entity }) => entity.id))
  const typed = { norm, words, slips }
  return chosen.flatMap(({ entity, match }, i): readonly Suggestion[] => {
    const alias = aliases[i]?.find((alias) => matches(alias, match, typed))
    return alias === undefined ? [] : [{ entity, match, alias: { alias, highlights: placesOf(alias, match, typed) } }]
  })
}

/** The key of a text, without the signs that belong to no name. */
async function normOf(text: string, reader: Reader): Promise<string> {
  const [signed, plain] = [nameKey(text), nameKey(text.replace(/[+#*]+/g, ' '))]
  if (signed === plain) return plain
  return (await reader.entitiesCalled(signed, 'PREFIX', [], 1)).length > 0 ? signed : plain
}

/** What words stand for with slips. One call of the port. */
async function readSlips(terms: readonly string[], reader: Reader): Promise<readonly CompletionUnit[]> {
  const slips = new Set(terms.flatMap((term) => (slipsAllowed(term) === 0 ? [] : slipsOf(term, slipsAllowed(term)))))
  if (slips.size === 0) return []
  const known = await reader.termsWithSlips([...slips])
  const units = terms.map((term, i) => {
    const near = known
      .map((other) => ({ other, slips: slipsBetween(term, other) }))
      .filter(({ slips }) => slips < Infinity)
      .sort((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
      .slice(0, MAX_NEAR_TERMS)
      .map(({ other }) => other)
    return i === terms.length - 1
      ? { terms: near, prefix: term }
      : { terms: slipsAllowed(term) === 0 ? [term] : near, prefix: null }
  })
  const isMore = units.some(({ terms: near }, i) => near.some((other) => other !== terms[i]))
  return isMore && units.every(({ terms, prefix }) => terms.length > 0 || prefix !== null) ? units : []
}

const fits = ({ terms, prefix }: CompletionUnit, term: string): boolean =>
  terms.includes(term) || (prefix !== null && term.startsWith(prefix))

function matches({ norm, surface }: Alias, match: Match, typed: Typed): boolean {
  const has = (units: readonly CompletionUnit[]) => {
    const terms = searchTerms(surface)
    return units.every((unit) => terms.some((term) => fits(unit, term)))
  }
  switch (match) {
    case 'EXACT':
      return norm === typed.norm
    case 'PREFIX':
      return norm.startsWith(typed.norm)
    case 'WORD':
      return has(typed.words)
    case 'TYPO':
      return has(typed.slips)
  }
}

/** Where in an alias stands what was typed. */
function placesOf({ surface }: Alias, match: Match, typed: Typed): MatchedAlias['highlights'] {
  if (match === 'EXACT') return [{ start: 0, end: surface.length }]
  if (match === 'PREFIX') return [{ start: 0, end: endOfPrefix(surface, typed.norm) }]
  const units = match === 'WORD' ? typed.words : typed.slips
  return highlightTerms(surface, (term) => {
    const unit = units.find((unit) => fits(unit, term))
    if (unit === undefined) return 0
    return unit.terms.includes(term) ? Infinity : (unit.prefix?.length ?? 0)
  })
}

/** How much of a surface makes up a beginning of its norm. */
function endOfPrefix(surface: string, norm: string): number {
  let end = 0
  for (const character of surface) {
    end += character.length
    if (nameKey(surface.slice(0, end)).startsWith(norm)) return end
  }
  return surface.length
}
