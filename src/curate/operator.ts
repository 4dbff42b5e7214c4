// What each operation is made of: reading a request into it, and applying it.
import type { CurationRequest, NamedEntity, Operation } from '../graph/curation.ts'
import { ConflictError, NotFoundError, wrongArgument } from '../graph/errors.ts'
import type { SayId, Words } from '../graph/errors.ts'
import type { EntityId } from '../graph/ids.ts'
import { nameKey } from '../graph/names.ts'
import { entitiesNamed, findById } from './state.ts'
import type { State, Working } from './state.ts'

/** A kind of operation. UNDO is none: it changes which of the others are applied. */
type ChangeOp = Exclude<Operation['op'], 'UNDO'>
type OperationOf<Op extends Operation['op']> = Extract<Operation, { readonly op: Op }>
type RequestOf<Op extends Operation['op']> = Extract<CurationRequest, { readonly op: Op }>

/** One kind of operation, as two pure functions. */
export interface Operator<Op extends ChangeOp> {
  /**
   * The operation that a request means, given the graph as it is and the number it gets in the log.
   *
   * @throws InvalidInputError, NotFoundError or ConflictError when there is none; the message says what to do instead.
   */
  draft(state: State, request: RequestOf<Op>, seq: number): OperationOf<Op>
  /** Applies an operation as far as the graph has what it speaks of; says what is missing. */
  apply(state: State, operation: OperationOf<Op>): Words | null
}

/** The entity an id of a request leads to. */
export function requireEntity(state: State, id: EntityId): Working {
  const found = findById(state, id)
  if (found === null) throw new NotFoundError('entity', id)
  return found
}

/** How an operation names an entity. */
export function toNamed({ id, name }: Pick<Working, 'id' | 'name'>): NamedEntity {
  return { id, name }
}

/** A named entity in words. */
export function quote({ id, name }: NamedEntity, say: SayId): string {
  return `"${name}" (${say(id)})`
}

/** Says that something is gone. */
export function isGone(entity: NamedEntity): Words {
  return (say) => `${quote(entity, say)} is not in the graph any more.`
}

/**
 * A name as it will stand: NFC, single blanks.
 *
 * @throws InvalidInputError when it holds no letter and no digit, or is too long.
 */
export function readName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(BIDI_CONTROLS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (nameKey(clean) === '')
    throw wrongArgument(
      'name',
      `\`name\`: "${clean.slice(0, 60)}" holds no letter and no digit. Give a name as texts write it.`,
    )
  if (clean.length > MAX_NAME)
    throw wrongArgument('name', `\`name\` may have ${MAX_NAME} characters at most, got ${clean.length}.`)
  return clean
}

const MAX_NAME = 200
/** What turns the direction of the text around a name. */
const BIDI_CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** @throws ConflictError when another entity has the name. */
export function refuseTaken(state: State, name: string, except: Working): void {
  const other = entitiesNamed(state, nameKey(name)).find((working) => working !== except)
  if (other === undefined) return
  throw new ConflictError(
    (say) =>
      `"${name}" is a name of ${quote(other, say)}. If the two are one thing, merge them with \`mergeEntities\`; ` +
      'if not, choose another name, or first take the name from the other one with `splitEntity`.',
  )
}
