// Replay: the log applied to what ingestion made. The one way in which curation takes effect, at once and after every ingestion.
import type { Curation, CurationRequest, Operation } from '../graph/curation.ts'
import type { Words } from '../graph/errors.ts'
import type { EntityRows, Redirect } from '../graph/originals.ts'
import type { CurationId } from '../graph/ids.ts'
import { alias } from './alias.ts'
import { merge } from './merge.ts'
import { reclassify } from './reclassify.ts'
import { reject } from './reject.ts'
import { rename } from './rename.ts'
import { split } from './split.ts'
import { redirectsOf, rowsOf, stateOf } from './state.ts'
import type { State } from './state.ts'

/** An operation that the graph no longer has the things for. It stays in the log and is tried again every time. */
interface Unapplied {
  readonly curation: CurationId
  readonly reason: Words
}

/** The graph after curation, as far as it was given. */
export interface Curated {
  readonly state: State
  readonly unapplied: readonly Unapplied[]
}

/** Applies entries of the log, in their order, to what ingestion made. */
export function replay(base: EntityRows, curations: readonly Pick<Curation, 'id' | 'operation'>[]): Curated {
  const state = stateOf(base)
  const unapplied: Unapplied[] = []
  for (const { id, operation } of curations) {
    const reason = applyOperation(state, operation)
    if (reason !== null) unapplied.push({ curation: id, reason })
  }
  return { state, unapplied }
}

/** What a state is as rows, and where old ids lead. */
export function resultOf(state: State): { readonly rows: EntityRows; readonly redirects: readonly Redirect[] } {
  return { rows: rowsOf(state), redirects: redirectsOf(state) }
}

function applyOperation(state: State, operation: Operation): Words | null {
  switch (operation.op) {
    case 'MERGE':
      return merge.apply(state, operation)
    case 'SPLIT':
      return split.apply(state, operation)
    case 'RENAME':
      return rename.apply(state, operation)
    case 'RECLASSIFY':
      return reclassify.apply(state, operation)
    case 'REJECT':
      return reject.apply(state, operation)
    case 'ADD_ALIAS':
      return alias.apply(state, operation)
    case 'UNDO':
      return null
  }
}

/**
 * The operation that a request means.
 *
 * @throws InvalidInputError, NotFoundError or ConflictError when there is none.
 */
export function draftOperation(
  state: State,
  request: Exclude<CurationRequest, { op: 'UNDO' }>,
  seq: number,
): Operation {
  switch (request.op) {
    case 'MERGE':
      return merge.draft(state, request, seq)
    case 'SPLIT':
      return split.draft(state, request, seq)
    case 'RENAME':
      return rename.draft(state, request, seq)
    case 'RECLASSIFY':
      return reclassify.draft(state, request, seq)
    case 'REJECT':
      return reject.draft(state, request, seq)
    case 'ADD_ALIAS':
      return alias.draft(state, request, seq)
  }
}
