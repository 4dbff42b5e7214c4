// Statements: a query in an engine's language, with its name and the shapes of what goes in and of the rows that come out.
// An engine's own `run` function binds the parameters and parses the rows; text and values never meet.
import { z } from 'zod'

/** Names of parameters and the shape of each. */
export type ParamsSchema = z.ZodObject

/** The shape of one row. */
export type RowSchema = z.ZodType

/** A named query with its parameters and rows. */
export interface Statement<Params extends ParamsSchema = ParamsSchema, Row extends RowSchema = RowSchema> {
  /** Unique within its engine; shows in logs, metrics and plans: `entities.aliasesOf`. */
  readonly name: string
  /** The query as the engine reads it. Holds parameters, never values. */
  readonly text: string
  readonly params: Params
  readonly row: Row
}

/** What a statement is given. */
export type ParamsOf<Of extends Statement> = z.input<Of['params']>

/** What a statement answers, a row. */
export type RowOf<Of extends Statement> = z.output<Of['row']>

/** The shape of the rows of a statement that answers none. */
export const noRow = z.never()

/** Describes a statement. Indentation and line ends at both ends of the text are dropped. */
export function statement<Params extends ParamsSchema, Row extends RowSchema>(
  description: Statement<Params, Row>,
): Statement<Params, Row> {
  return Object.freeze({ ...description, text: description.text.trim() })
}
