// The filter of papers as an argument: what clients may say, and how it is read into what stores understand.
import type { InputRef } from '@pothos/core'
import type { MethodRole } from '../../src/graph/entities.ts'
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import { conditionsOf, mapConditions, NO_FILTER } from '../../src/graph/filter.ts'
import type { Each, Filter } from '../../src/graph/filter.ts'
import { MAX_NARROWER_DEPTH } from '../../src/graph/paper-filter.ts'
import type { PaperCondition, PaperFilter } from '../../src/graph/paper-filter.ts'
import { MAX_QUERY_LENGTH } from '../../src/graph/search.ts'
import type { Context } from '../builder.ts'
import { builder } from '../builder.ts'
import { MethodRoleEnum } from './evidence.ts'
import {
  FILTER_LIMITS,
  RANGE_RULE,
  joinedFields,
  readFilter,
  readFilterIds,
  readRange,
  readSurvivors,
  readValues,
  readWords,
  wrongFilter,
} from './filter.ts'
import type { InputOf, JoinedInput, Maybe } from './filter.ts'
import { MAX_NAME_LENGTH } from './input.ts'

/** GraphQL has whole numbers of 32 bits. */
const [LEAST_YEAR, GREATEST_YEAR] = [-(2 ** 31), 2 ** 31 - 1]

const YearFilterInput = builder.inputType('YearFilter', {
  description: `Years of publication. ${RANGE_RULE} With nothing said, every year.`,
  fields: (t) => ({
    gte: t.int({ description: 'Not before this year.' }),
    lte: t.int({ description: 'Not after this year.' }),
    unknown: t.boolean({
      description:
        'With true, papers without a year as well, and only those when neither `gte` nor `lte` is given. With false, only ' +
        'papers with a year.',
    }),
  }),
})

const VenueFilterInput = builder.inputType('VenueFilter', {
  description: 'Journals, conferences and repositories. With nothing said, every paper.',
  fields: (t) => ({
    in: t.stringList({ description: 'One of these, as papers write them.' }),
    unknown: t.boolean({
      description:
        'With true, papers without a venue as well, and only those when `in` is not given. With false, only papers with a venue.',
    }),
  }),
})

const EntitySetFilterInput = builder.inputType('EntitySetFilter', {
  description: 'What papers speak of: ids of concepts, methods, tasks, datasets and metrics, in any mixture.',
  fields: (t) => ({
    all: t.idList({ description: 'Speaks of every one of these.' }),
    any: t.idList({ description: 'Speaks of at least one of these.' }),
    none: t.idList({ description: 'Speaks of none of these.' }),
    includeNarrower: t.boolean({
      description: `Whether an entity stands for what is a kind of it as well, down to ${MAX_NARROWER_DEPTH} steps.`,
    }),
    roles: t.field({
      type: [MethodRoleEnum],
      description:
        'Only what the paper does one of these with, which is said of methods alone. Without ids: papers that propose, use or ' +
        'compare any method.',
    }),
  }),
})

/** A filter as clients give it. */
export interface PaperFilterInput extends JoinedInput<PaperFilterInput> {
  readonly text?: Maybe<string>
  readonly title?: Maybe<string>
  readonly year?: Maybe<InputOf<typeof YearFilterInput>>
  readonly entities?: Maybe<InputOf<typeof EntitySetFilterInput>>
  readonly topics?: Maybe<readonly string[]>
  readonly authors?: Maybe<readonly string[]>
  readonly venue?: Maybe<InputOf<typeof VenueFilterInput>>
  readonly sources?: Maybe<readonly string[]>
  readonly runs?: Maybe<readonly string[]>
}

const PaperFilterRef = builder.inputRef<PaperFilterInput>('PaperFilter').implement({
  description:
    'Which papers of a list are meant: those that meet everything that is said. Nothing said, null and an empty list let ' +
    `every paper through. ${FILTER_LIMITS}`,
  fields: (t) => ({
    ...joinedFields(t, PaperFilterRef),
    text: t.string({
      description:
        'Title or abstract have all these words and names, read as `search` reads them: a name is found under every alias, and ' +
        'number, British or American spelling and case do not count. A text without letters and digits finds nothing. ' +
        `At most ${MAX_QUERY_LENGTH} characters.`,
    }),
    title: t.string({ description: 'As `text`, of the title alone.' }),
    year: t.field({ type: YearFilterInput, description: 'Was published in these years.' }),
    entities: t.field({ type: EntitySetFilterInput, description: 'Speaks of these entities.' }),
    topics: t.idList({ description: 'Speaks of an entity of one of these topics.' }),
    authors: t.stringList({ description: 'One of these wrote it; names as papers write them.' }),
    venue: t.field({ type: VenueFilterInput, description: 'Appeared there.' }),
    sources: t.stringList({ description: 'Was read from one of these, as `Paper.source` names them.' }),
    runs: t.idList({ description: 'Was written by one of these runs, and by none since.' }),
  }),
})

/** The argument `where` of every list of papers. */
export const PAPER_WHERE: { readonly type: InputRef<PaperFilterInput>; readonly description: string } = {
  type: PaperFilterRef,
  description: 'Only these papers. `totalCount` counts them.',
}

/**
 * Reads a filter of papers. Entities that were merged into others stand for those.
 *
 * @throws InvalidInputError when it is nested too deep, holds too much, or an id in it is none.
 */
export async function readPaperFilter(
  input: Maybe<PaperFilterInput>,
  argument: string,
  { loaders }: Pick<Context, 'loaders'>,
): Promise<PaperFilter> {
  const filter = readFilter<PaperFilterInput, TypedCondition>(input, argument, readConditions)
  const typed = conditionsOf(filter)
  const texts = [...new Set(typed.flatMap((part) => (part.is === 'text' || part.is === 'title' ? [part.words] : [])))]
  const named = typed.flatMap((part) => (part.is === 'entities' ? part.groups.flat() : []))
  const [queries, survivor] = await Promise.all([
    Promise.all(texts.map(async (text) => [text, await loaders.searches.load(text)] as const)),
    readSurvivors([...new Set(named)], loaders),
  ])
  const meant = new Map(queries)
  const unitsOf = (text: string) => meant.get(text)?.units ?? []
  return mapConditions(filter, (part): PaperCondition => {
    if (part.is === 'text' || part.is === 'title') return { is: part.is, units: unitsOf(part.words) }
    return part.is === 'entities' ? { ...part, groups: part.groups.map((group) => group.map(survivor)) } : part
  })
}

/** A condition before its words are read. */
type TypedCondition =
  Exclude<PaperCondition, { readonly is: 'text' | 'title' }> | Each<'text' | 'title', { readonly words: string }>
type TypedFilter = Filter<TypedCondition>

/** What a filter says of papers beside `and`, `or` and `not`. */
function readConditions(filter: PaperFilterInput, path: readonly string[]): readonly TypedFilter[] {
  const { text, title, year, entities, topics, authors, venue, sources, runs } = filter
  const within = (field: string) => [...path, field]
  const parts: TypedFilter[] = []
  if (text != null) parts.push({ is: 'text', words: readWords(text, within('text')) })
  if (title != null) parts.push({ is: 'title', words: readWords(title, within('title')) })
  if (year != null) parts.push(readYear(year, within('year')))
  if (entities != null) parts.push(...readEntities(entities, within('entities')))
  if (topics?.length) parts.push({ is: 'topic', any: readFilterIds(topics, within('topics'), 'Topic') })
  if (authors?.length) parts.push({ is: 'author', any: readNames(authors, within('authors')) })
  if (venue != null) parts.push(readVenue(venue, within('venue')))
  if (sources?.length) parts.push({ is: 'source', any: readNames(sources, within('sources')) })
  if (runs?.length) parts.push({ is: 'run', any: readFilterIds(runs, within('runs'), 'Run') })
  return parts
}

function readYear(year: InputOf<typeof YearFilterInput>, path: readonly string[]): TypedFilter {
  const { gte, lte, unknown } = year
  const known: TypedFilter = { is: 'year', ...readRange(year, path, [LEAST_YEAR, GREATEST_YEAR]) }
  if (gte == null && lte == null) return orUnknown(null, known, { is: 'yearUnknown' }, unknown)
  return orUnknown(known, known, { is: 'yearUnknown' }, unknown)
}

function readVenue({ in: names, unknown }: InputOf<typeof VenueFilterInput>, path: readonly string[]): TypedFilter {
  const asked: TypedFilter | null = names?.length ? { is: 'venue', any: readNames(names, [...path, 'in']) } : null
  return orUnknown(asked, { is: 'not', of: { is: 'venueUnknown' } }, { is: 'venueUnknown' }, unknown)
}

/** What was asked for, and what of the papers that do not say. */
function orUnknown(asked: TypedFilter | null, known: TypedFilter, none: TypedFilter, unknown: Maybe<boolean>) {
  if (unknown === true) return asked === null ? none : ({ is: 'or', of: [asked, none] } as const)
  return asked ?? (unknown === false ? known : NO_FILTER)
}

function readEntities(set: InputOf<typeof EntitySetFilterInput>, path: readonly string[]): readonly TypedFilter[] {
  const { all, any, none, includeNarrower, roles } = set
  const relations: readonly MethodRole[] = [...new Set(roles)]
  const condition = (groups: readonly (readonly string[])[]): TypedFilter => ({
    is: 'entities',
    groups,
    narrower: includeNarrower ?? false,
    relations: relations.length === 0 ? FACT_RELATIONS : relations,
  })
  const idsOf = (field: 'all' | 'any' | 'none') => readFilterIds(set[field] ?? [], [...path, field], 'Entity')
  const parts: TypedFilter[] = []
  if (all?.length) parts.push(condition(idsOf('all').map((id) => [id])))
  if (any?.length) parts.push(condition([idsOf('any')]))
  if (none?.length) parts.push({ is: 'not', of: condition([idsOf('none')]) })
  if (parts.length === 0 && relations.length > 0) parts.push({ is: 'relation', any: relations })
  return parts
}

function readNames(names: readonly string[], path: readonly string[]): readonly string[] {
  const long = names.find((name) => name.length > MAX_NAME_LENGTH)
  if (long === undefined) return readValues(names, path)
  throw wrongFilter(
    path,
    `\`${path.join('.')}\`: a name may have ${MAX_NAME_LENGTH} characters at most, got ${long.length}.`,
  )
}
