// The results of mutations: what was done, or a type that says why it was not and what to do about it.
import type { ObjectRef } from '@pothos/core'
import { ConflictError, InvalidInputError, NotFoundError } from '../../src/graph/errors.ts'
import type { InputIssue } from '../../src/graph/errors.ts'
import { builder } from '../builder.ts'
import { issuesOf, wordsOf } from './errors.ts'
import { toGlobalId } from './global-id.ts'

type Types = typeof builder.$inferSchemaTypes

/** What clients can do something about. Everything else stays an error of the request. */
type Refusal = NotFoundError | ConflictError | InvalidInputError

/** A refusal on its way to a client. Wrapped, for GraphQL takes every error that is answered for one that was thrown. */
interface Refused<Reason extends Refusal = Refusal> {
  readonly refusal: Reason
}
type AnyRefused = Refused<NotFoundError> | Refused<ConflictError> | Refused<InvalidInputError>

const UserErrorRef = builder.interfaceRef<Refused>('UserError').implement({
  description: 'Why something was not done. Nothing was changed.',
  fields: (t) => ({
    code: t.string({
      description: '`NOT_FOUND`, `CONFLICT` or `BAD_USER_INPUT`.',
      resolve: ({ refusal }) => refusal.code,
    }),
    message: t.string({
      description: 'What is wrong, and what to do instead.',
      resolve: ({ refusal }) => wordsOf(refusal),
    }),
  }),
})

const NotFoundRef = builder.objectRef<Refused<NotFoundError>>('NotFound').implement({
  description: 'Something that was named is not in the graph.',
  interfaces: [UserErrorRef],
  fields: (t) => ({
    id: t.id({
      description: 'The id of nothing; of a source, its name.',
      resolve: ({ refusal: { what, id } }) => (what === 'source' ? id : toGlobalId(id)),
    }),
    path: t.stringList({
      description: 'The argument that names it, and the place within it.',
      resolve: ({ refusal }) => refusal.path,
    }),
  }),
})

const ConflictRef = builder.objectRef<Refused<ConflictError>>('Conflict').implement({
  description: 'It meets something that is there already, or is being changed.',
  interfaces: [UserErrorRef],
})

const InputIssueRef = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'One thing that is wrong with the arguments.',
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The argument, and the place within it.' }),
    message: t.exposeString('message', { description: 'What is wrong, and what would do.' }),
  }),
})

const InvalidInputRef = builder.objectRef<Refused<InvalidInputError>>('InvalidInput').implement({
  description: 'An argument cannot be.',
  interfaces: [UserErrorRef],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueRef],
      description: 'What is wrong, argument by argument.',
      extensions: { size: () => 5 },
      resolve: ({ refusal }) => issuesOf(refusal),
    }),
  }),
})

/** Defines the result of a mutation: a type of its own, or one of those that say why not. */
export function defineResult<Success extends object>(
  name: string,
  success: ObjectRef<Types, Success>,
  description: string,
) {
  return builder.unionType(name, {
    description,
    types: [success, NotFoundRef, ConflictRef, InvalidInputRef],
    resolveType: (value: Success | AnyRefused) => {
      if (!('refusal' in value)) return success
      if (value.refusal instanceof NotFoundError) return NotFoundRef
      return value.refusal instanceof ConflictError ? ConflictRef : InvalidInputRef
    },
  })
}

/** Does the work of a mutation; what a client can do something about becomes its result. */
export async function settle<Success>(work: () => Promise<Success>): Promise<Success | AnyRefused> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotFoundError) return { refusal: error }
    if (error instanceof ConflictError) return { refusal: error }
    if (error instanceof InvalidInputError) return { refusal: error }
    throw error
  }
}
