// From statements to the query that the server gets: what a read starts at once travels as one, each statement in a subquery of
// its own. A transaction of its own, or a message of its own, costs the server and the driver more than most statements do.
import { z } from 'zod'
import { InvalidInputError } from '../../graph/errors.ts'
import { readRows } from '../row-reader.ts'
import type { ParamsSchema, RowSchema, Statement } from '../statement.ts'

/** A statement with values for its parameters. */
export interface Asked {
  readonly statement: Statement
  readonly values: z.output<ParamsSchema>
}

/** What a driver is given. */
export interface Query {
  readonly text: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Rows as they came, by column. */
export type RawRow = Readonly<Record<string, unknown>>

/**
 * Checks what a statement is given.
 *
 * @throws InvalidInputError that says what has another form than it must have.
 */
export function askFor<Params extends ParamsSchema>(statement: Statement<Params>, params: z.input<Params>): Asked {
  const values = statement.params.safeParse(params)
  if (values.success) return { statement, values: values.data }
  throw new InvalidInputError(
    `What was given to ${statement.name} has another form than it must have.`,
    values.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
  )
}

/**
 * The query that runs statements in their order. The values of each are one map, since the server plans a query anew for lists and
 * texts of other sizes but does not look into maps.
 */
export function toQuery(asked: readonly Asked[]): Query {
  const [only] = asked
  if (only !== undefined && asked.length === 1) {
    return { text: formsOf(only.statement).alone, params: { given: only.values } }
  }
  return {
    text: [
      ...asked.map(({ statement }, at) => partOf(statement, at)),
      `RETURN ${asked.map((_, at) => `rows${at}`).join()}`,
    ].join(' '),
    params: Object.fromEntries(asked.map(({ values }, at) => [`given${at}`, values])),
  }
}

/**
 * The rows of each statement, from the records of their query.
 *
 * @throws z.ZodError when they are of another form.
 */
export function rowsOf(asked: readonly Asked[], records: readonly RawRow[]): readonly (readonly RawRow[])[] {
  if (asked.length === 1) return [records]
  return asked.map(({ statement }, at) => {
    const { columns } = formsOf(statement)
    const [lists = []] = readRows(manyRows, [records[0]?.[`rows${at}`]])
    return lists.map((values) => {
      const row: Record<string, unknown> = {}
      for (const [column, name] of columns.entries()) row[name] = values[column]
      return row
    })
  })
}

const manyRows = z.array(z.array(z.unknown()))

/** What a statement is sent as: by itself, and as the part of a query at some place. */
interface Forms {
  readonly alone: string
  readonly columns: readonly string[]
  readonly parts: Map<number, string>
}

const known = new WeakMap<Statement, Forms>()

function formsOf(statement: Statement): Forms {
  const forms = known.get(statement) ?? {
    // Of the bytes of a text as it stands in the sources a third is indentation.
    alone: statement.text.replaceAll(/\s+/g, ' '),
    columns: columnsOf(statement.row),
    parts: new Map(),
  }
  known.set(statement, forms)
  return forms
}

function partOf(statement: Statement, at: number): string {
  const { alone, columns, parts } = formsOf(statement)
  const part =
    parts.get(at) ??
    `CALL () { CALL () { ${alone.replaceAll('$given', () => `$given${at}`)} } RETURN collect([${columns.join()}]) AS rows${at} }`
  parts.set(at, part)
  return part
}

/** The names of the columns that a row is made of. */
function columnsOf(row: RowSchema): readonly string[] {
  if (row instanceof z.ZodObject) return Object.keys(row.shape)
  if (row instanceof z.ZodPipe && row.in instanceof z.ZodType) return columnsOf(row.in)
  return []
}
