// Changes of the graph as clients see them: how many rows of what, and the first of them in words.
import { wrongArgument } from '../../src/graph/errors.ts'
import type { Alias, Entity, Fact } from '../../src/graph/entities.ts'
import type { Change, GraphPatch } from '../../src/graph/patch.ts'
import { builder } from '../builder.ts'
import { toGlobalId } from './global-id.ts'

/** Rows of one kind by what happens to them. */
interface RowCounts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** One row before and after, in words. */
interface ChangedRow {
  readonly what: 'ENTITY' | 'ALIAS' | 'FACT'
  readonly entityId: string
  readonly paperId: string | null
  readonly before: string | null
  readonly after: string | null
}

const DEFAULT_ROWS = 20
const MAX_ROWS = 100

const RowCountsRef = builder.objectRef<RowCounts>('RowCounts').implement({
  description: 'How many rows of one kind are added, changed and removed.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Rows that are new.' }),
    changed: t.exposeInt('changed', { description: 'Rows that become others.' }),
    removed: t.exposeInt('removed', { description: 'Rows that go.' }),
  }),
})

const ChangedWhatEnum = builder.enumType('ChangedWhat', {
  description: 'What kind of row a change is about.',
  values: {
    ENTITY: { description: 'An entity itself: its name, kind, or number of papers.' },
    ALIAS: { description: 'One of the names of an entity.' },
    FACT: { description: 'What a paper says of an entity.' },
  },
})

const ChangedRowRef = builder.objectRef<ChangedRow>('ChangedRow').implement({
  description: 'One row before and after, in words.',
  fields: (t) => ({
    what: t.field({ type: ChangedWhatEnum, description: 'What kind of row it is.', resolve: ({ what }) => what }),
    entity: t.id({ description: 'The id of the entity.', resolve: ({ entityId }) => toGlobalId(entityId) }),
    paper: t.id({
      nullable: true,
      description: 'The id of the paper of a fact.',
      resolve: ({ paperId }) => (paperId === null ? null : toGlobalId(paperId)),
    }),
    before: t.exposeString('before', { nullable: true, description: 'Null where the row is added.' }),
    after: t.exposeString('after', { nullable: true, description: 'Null where the row is removed.' }),
  }),
})

export const GraphChangesRef = builder.objectRef<GraphPatch>('GraphChanges').implement({
  description: 'What a change does to the graph, without the edges that are derived anew after it.',
  fields: (t) => ({
    entities: t.field({
      type: RowCountsRef,
      description: 'Of entities.',
      resolve: ({ entities }) => countRows(entities),
    }),
    aliases: t.field({ type: RowCountsRef, description: 'Of names.', resolve: ({ aliases }) => countRows(aliases) }),
    facts: t.field({
      type: RowCountsRef,
      description: 'Of what papers say of entities.',
      resolve: ({ facts }) => countRows(facts),
    }),
    papers: t.int({
      description: 'Of how many papers the facts change.',
      resolve: ({ facts }) => new Set(facts.map(({ before, after }) => (after ?? before)?.paperId)).size,
    }),
    rows: t.field({
      type: [ChangedRowRef],
      description: 'The first rows: entities, then names, then facts, each by id.',
      args: { first: t.arg.int({ defaultValue: DEFAULT_ROWS, description: `How many rows; at most ${MAX_ROWS}.` }) },
      extensions: { size: ({ first }: { first?: number | null }) => first ?? DEFAULT_ROWS, sizeArgument: 'first' },
      resolve: (patch, { first }) => rowsOf(patch, first ?? DEFAULT_ROWS),
    }),
  }),
})

function countRows(changes: readonly Change<unknown>[]): RowCounts {
  const added = changes.filter(({ before }) => before === null).length
  const removed = changes.filter(({ after }) => after === null).length
  return { added, removed, changed: changes.length - added - removed }
}

function rowsOf({ entities, aliases, facts }: GraphPatch, first: number): readonly ChangedRow[] {
  if (first < 0 || first > MAX_ROWS)
    throw wrongArgument('first', `\`first\` must be between 0 and ${MAX_ROWS}, got ${first}.`)
  const rows: ChangedRow[] = []
  const add = <Row>(
    what: ChangedRow['what'],
    changes: readonly Change<Row>[],
    keyOf: (row: Row) => Pick<ChangedRow, 'entityId' | 'paperId'>,
    write: (row: Row) => string,
  ): void => {
    for (const { before, after } of changes.slice(0, first - rows.length)) {
      const row = after ?? before
      if (row === null) continue
      rows.push({ what, ...keyOf(row), before: before && write(before), after: after && write(after) })
    }
  }
  add('ENTITY', entities, ({ id }) => ({ entityId: id, paperId: null }), writeEntity)
  add('ALIAS', aliases, ({ entityId }) => ({ entityId, paperId: null }), writeAlias)
  add('FACT', facts, ({ entityId, paperId }) => ({ entityId, paperId }), writeFact)
  return rows
}

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function writeEntity({ name, kind, kindRule, paperCount }: Entity): string {
  const rule = kindRule === null ? '' : ` (${kindRule})`
  return `"${name}", ${kind}${rule}, in ${times(paperCount, 'paper', 'papers')}`
}

function writeAlias({ surface, rule, count }: Alias): string {
  return `"${surface}", ${rule}, ${times(count, 'mention', 'mentions')}`
}

function writeFact({ relation, count, salience }: Fact): string {
  return `${relation}, ${times(count, 'mention', 'mentions')}, salience ${salience}`
}
