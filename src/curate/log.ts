// The log: which entries count, and what an UNDO does to them.
import type { Curation, CurationReader } from '../graph/curation.ts'
import { ConflictError, NotFoundError } from '../graph/errors.ts'
import type { CurationId } from '../graph/ids.ts'

/** What an UNDO does to the log. */
export interface Undoing {
  /** Entries whose `undoneBy` changes. */
  readonly marks: readonly Pick<Curation, 'id' | 'undoneBy'>[]
  /** The change that no longer counts, or counts again. */
  readonly change: Curation
  readonly countsAgain: boolean
}

/**
 * Follows an UNDO to the change that it takes back or, where it undoes an UNDO, brings back.
 *
 * @throws NotFoundError where there is no such entry, ConflictError where it is undone already.
 */
export async function followUndo(reader: CurationReader, target: CurationId, undo: CurationId): Promise<Undoing> {
  const entry = async (id: CurationId): Promise<Curation> => {
    const [found] = await reader.curationsById([id])
    if (found == null) throw new NotFoundError('curation', id)
    return found
  }
  let current = await entry(target)
  const { undoneBy } = current
  if (undoneBy !== null) {
    throw new ConflictError(
      (say) =>
        `The curation "${say(target)}" is undone already, by "${say(undoneBy)}". To bring it back, undo that one.`,
    )
  }
  const marks: Pick<Curation, 'id' | 'undoneBy'>[] = [{ id: target, undoneBy: undo }]
  let counts = false
  while (current.operation.op === 'UNDO') {
    const next: Curation = await entry(current.operation.target)
    counts = !counts
    marks.push({ id: next.id, undoneBy: counts ? null : current.id })
    current = next
  }
  return { marks, change: current, countsAgain: counts }
}
