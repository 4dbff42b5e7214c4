// Every filter as an argument: `and`, `or` and `not` with their bounds, and the values that conditions hold.
import type { InputRef } from '@pothos/core'
import { InvalidInputError } from '../../src/graph/errors.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import type { Condition, Filter } from '../../src/graph/filter.ts'
import type { EntityId, NodeType } from '../../src/graph/ids.ts'
import { MAX_QUERY_LENGTH } from '../../src/graph/search.ts'
import type { builder, Context } from '../builder.ts'
import { fromGlobalId } from './global-id.ts'

/** How deep `and`, `or` and `not` may be nested. */
const MAX_DEPTH = 5
/** How many filters one filter may hold, itself counted. */
const MAX_FILTERS = 50
/** How many ids or names one list may hold. */
const MAX_VALUES = 50

/** The bounds of every filter, for its description. */
export const FILTER_LIMITS = `At most ${MAX_DEPTH} levels deep and ${MAX_FILTERS} filters in all; lists take ${MAX_VALUES} values.`

/** What a client may leave out. */
export type Maybe<Value> = Value | null | undefined

/** What clients give as an input type. */
export type InputOf<Ref extends { readonly $inferInput: unknown }> = Ref['$inferInput']

/** How clients join filters. */
export interface JoinedInput<Input> {
  readonly and?: Maybe<readonly Input[]>
  readonly or?: Maybe<readonly Input[]>
  readonly not?: Maybe<Input>
}

type FieldBuilder = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

/** The fields of {@link JoinedInput}. */
export function joinedFields<Input>(t: FieldBuilder, filter: InputRef<Input>) {
  return {
    and: t.field({ type: [filter], description: 'Meets every one of these.' }),
    or: t.field({ type: [filter], description: 'Meets at least one of these.' }),
    not: t.field({ type: filter, description: 'Does not meet this.' }),
  }
}

/**
 * Reads a filter: what it says beside `and`, `or` and `not` is read by `conditions`, which is told the path of the filter.
 *
 * @throws InvalidInputError when it is nested too deep or holds too many filters.
 */
export function readFilter<Input extends JoinedInput<Input>, Of extends Condition>(
  input: Maybe<Input>,
  argument: string,
  conditions: (filter: Input, path: readonly string[]) => readonly Filter<Of>[],
): Filter<Of> {
  let filters = 0

  function read(filter: Input, path: readonly string[]): Filter<Of> {
    filters++
    if (filters > MAX_FILTERS) throw wrongFilter([argument], `\`${argument}\` holds more than ${MAX_FILTERS} filters.`)
    // A path names a field a level, and a place in a list is no level.
    if (path.filter((step) => !/^\d+$/.test(step)).length > MAX_DEPTH) {
      throw wrongFilter([argument], `\`${argument}\` is nested deeper than ${MAX_DEPTH} levels.`)
    }
    const { and, or, not } = filter
    const inner = (field: string, list: readonly Input[]) =>
      list.map((part, at) => read(part, [...path, field, String(at)]))
    const parts: Filter<Of>[] = []
    if (and?.length) parts.push({ is: 'and', of: inner('and', and) })
    if (or?.length) parts.push({ is: 'or', of: inner('or', or) })
    if (not != null) parts.push({ is: 'not', of: read(not, [...path, 'not']) })
    return { is: 'and', of: [...parts, ...conditions(filter, path)] }
  }

  return input == null ? NO_FILTER : read(input, [argument])
}

/** Words that people type. */
export function readWords(text: string, path: readonly string[]): string {
  if (text.length <= MAX_QUERY_LENGTH) return text
  throw wrongFilter(path, `\`${path.join('.')}\` may have ${MAX_QUERY_LENGTH} characters at most, got ${text.length}.`)
}

/** What is said of a number, for the description of every range. */
export const RANGE_RULE = 'Both ends are included; `gte` may not be above `lte`.'

/** A range of whole numbers, as clients give it. Ends that nobody gave are `least` and `greatest`. */
export function readRange(
  { gte, lte }: { readonly gte?: Maybe<number>; readonly lte?: Maybe<number> },
  path: readonly string[],
  [least, greatest]: readonly [number, number],
): { readonly from: number; readonly to: number } {
  if (gte == null || lte == null || gte <= lte) return { from: gte ?? least, to: lte ?? greatest }
  throw wrongFilter(path, `\`${path.join('.')}\`: \`gte\` may not be above \`lte\`, got ${gte} and ${lte}.`)
}

/** Ids of one type, as the graph has them, each once. */
export function readFilterIds(ids: readonly string[], path: readonly string[], type: NodeType): readonly string[] {
  return readValues(ids, path).map((id) => fromGlobalId(id, [...path, ids.indexOf(id)].join('.'), [type]).id)
}

/** The values of a list, each once. */
export function readValues<Value>(values: readonly Value[], path: readonly string[]): readonly Value[] {
  if (values.length <= MAX_VALUES) return [...new Set(values)]
  throw wrongFilter(path, `\`${path.join('.')}\` takes ${MAX_VALUES} values at most, got ${values.length}.`)
}

/** Which entity stands for each of some now: the one that it was merged into, where it was. */
export async function readSurvivors(
  ids: readonly EntityId[],
  loaders: Context['loaders'],
): Promise<(id: EntityId) => EntityId> {
  const survivors = new Map(
    await Promise.all(ids.map(async (id) => [id, (await loaders.entities.load(id))?.id] as const)),
  )
  return (id) => survivors.get(id) ?? id
}

/** The error of a part of a filter. */
export function wrongFilter(path: readonly string[], message: string): InvalidInputError {
  return new InvalidInputError(message, [{ path, message }])
}
