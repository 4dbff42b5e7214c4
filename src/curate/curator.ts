// The curator: reads what a request touches, works out what it changes, and writes both as one.
import type {
  Curation,
  CurationHead,
  CurationOutcome,
  CurationReader,
  CurationRequest,
  CurationWriter,
  Curator,
  Operation,
} from '../graph/curation.ts'
import { ConflictError, inWords } from '../graph/errors.ts'
import { curationId } from '../graph/ids.ts'
import { nameKey } from '../graph/names.ts'
import { isEqual } from '../graph/patch.ts'
import type { GraphPatch } from '../graph/patch.ts'
import type { RunReader } from '../graph/runs.ts'
import { createTurns } from '../graph/turns.ts'
import { baseOf, originalsOf, patchOf } from './base.ts'
import { followUndo } from './log.ts'
import type { Undoing } from './log.ts'
import { draftOperation, replay, resultOf } from './replay.ts'
import { handlesOf, loadScope } from './scope.ts'
import type { Handles, Scope } from './scope.ts'
import { entityOf, findById } from './state.ts'
import { createSuggester } from './suggest.ts'
import type { SuggestionSource } from './suggest.ts'
import type { State } from './state.ts'
import type { Entity } from '../graph/entities.ts'

/** What curation works with. */
export interface CuratorOptions {
  readonly store: CurationReader & CurationWriter & Pick<RunReader, 'lastRun'> & SuggestionSource
  /** The time, ISO 8601 in UTC. */
  readonly now: () => string
  /** Called after every change; answers whether derived edges follow it by then, or only later. */
  readonly rederive: () => Promise<{ readonly isDone: boolean }>
}

/** How often a change is worked out anew where another one came first. */
const MAX_TRIES = 4

/** Makes a curator of a graph. */
export function createCurator({ store, now, rederive }: CuratorOptions): Curator {
  // Changes of this process take turns: each builds on the one before. Those of other processes are found when it is written.
  const inTurn = createTurns()

  async function write(request: CurationRequest, actor: string): Promise<Planned['outcome']> {
    for (let tries = 1; ; tries++) {
      await refuseWhileIngesting(store)
      const head = await store.curationHead()
      const planned = await plan(store, request, head, { actor, at: now() })
      try {
        const { curation, patch } = planned.outcome
        await store.curate({ curation, patch, marks: planned.marks, run: head.run })
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error
        // An answer that was lost on its way makes a driver try again what was done.
        const [written] = await store.curationsById([planned.outcome.curation.id])
        if (!isEqual(written, planned.outcome.curation)) {
          if (written != null && tries < MAX_TRIES) continue
          throw error
        }
      }
      return planned.outcome
    }
  }

  return {
    suggestMerges: createSuggester(store),

    async curate(request, { actor, dryRun }) {
      if (dryRun) {
        await refuseWhileIngesting(store)
        const head = await store.curationHead()
        const { outcome } = await plan(store, request, head, { actor, at: now() })
        return { ...outcome, isDryRun: true, isDerivedStale: head.derived < head.seq }
      }
      const outcome = await inTurn(() => write(request, actor))
      const { isDone } = await rederive()
      return { ...outcome, isDryRun: false, isDerivedStale: !isDone }
    },
  }
}

async function refuseWhileIngesting(store: Pick<RunReader, 'lastRun'>): Promise<void> {
  const run = await store.lastRun()
  if (run?.status !== 'RUNNING') return
  throw new ConflictError(
    (say) =>
      `The ingestion "${say(run.id)}" is under way since ${run.startedAt}; curation waits for it. Try again when it ` +
      'has ended. If that process is gone, `paperloom ingest --take-over` ends the run.',
  )
}

interface Planned {
  readonly outcome: Omit<CurationOutcome, 'isDryRun' | 'isDerivedStale'>
  readonly marks: Undoing['marks']
}

async function plan(
  reader: CurationReader,
  request: CurationRequest,
  head: CurationHead,
  by: Pick<Curation, 'actor' | 'at'>,
): Promise<Planned> {
  const seq = head.seq + 1
  const id = curationId(seq)
  const active = await reader.activeCurations()
  const entry = (operation: Operation): Curation => ({ id, seq, ...by, operation, undoneBy: null })

  if (request.op === 'UNDO') {
    const undoing = await followUndo(reader, request.target, id)
    const { patch, after } = await planUndo(reader, active, undoing)
    const curation = entry({ op: 'UNDO', target: request.target })
    return { outcome: { curation, patch, entity: subjectOf(after, undoing.change.operation) }, marks: undoing.marks }
  }

  const { scope, state } = await loadFor(reader, active, request)
  const curation = entry(draftOperation(state, request, seq))
  const { patch, after } = changeOf(scope, [...scope.curations, curation])
  return { outcome: { curation, patch, entity: subjectOf(after, curation.operation) }, marks: [] }
}

/** The scope of a request, and what is in it before the change. */
async function loadFor(
  reader: CurationReader,
  active: readonly Curation[],
  request: Exclude<CurationRequest, { op: 'UNDO' }>,
): Promise<{ readonly scope: Scope; readonly state: State }> {
  const load = async (seeds: Handles) => {
    const scope = await loadScope(reader, active, seeds)
    return { scope, state: replay(baseOf(scope.stored), scope.curations).state }
  }
  const seeds = seedsOf(request)
  const loaded = await load(seeds)
  if (request.op !== 'REJECT') return loaded
  // Whether others share its names is known only when these are.
  const names = findById(loaded.state, request.entity)?.aliases.values() ?? []
  return load({ ids: seeds.ids, norms: [...names].map(({ norm }) => norm) })
}

function seedsOf(request: Exclude<CurationRequest, { op: 'UNDO' }>): Handles {
  switch (request.op) {
    case 'MERGE':
      return { ids: [request.into, ...request.from], norms: [] }
    case 'SPLIT':
    case 'RENAME':
    case 'ADD_ALIAS':
      return { ids: [request.entity], norms: [nameKey(request.name)] }
    case 'RECLASSIFY':
    case 'REJECT':
      return { ids: [request.entity], norms: [] }
  }
}

/** @throws ConflictError when later entries build on what would go, or what would come back has nothing to work on. */
async function planUndo(
  reader: CurationReader,
  active: readonly Curation[],
  { change, countsAgain }: Undoing,
): Promise<{ readonly patch: GraphPatch; readonly after: State }> {
  const all = countsAgain ? [...active, change].sort((a, b) => a.seq - b.seq) : active
  const scope = await loadScope(reader, all, handlesOf(change.operation))
  const without = scope.curations.filter(({ id }) => id !== change.id)
  const [before, then] = countsAgain ? [without, scope.curations] : [scope.curations, without]
  const base = baseOf(scope.stored)
  const failing = new Set(replay(base, before).unapplied.map(({ curation }) => curation))
  const broken = replay(base, then).unapplied.find(({ curation }) => !failing.has(curation))
  if (broken !== undefined) {
    throw new ConflictError((say) =>
      broken.curation === change.id
        ? `The curation "${say(change.id)}" cannot be brought back: ${inWords(broken.reason, say)}`
        : `The curation "${say(broken.curation)}" builds on "${say(change.id)}": ${inWords(broken.reason, say)} Undo "${say(broken.curation)}" first.`,
    )
  }
  return changeOf(scope, then)
}

/** What the entries of a scope make of its base, as a change of what is stored. */
function changeOf(
  { stored }: Pick<Scope, 'stored'>,
  curations: readonly Curation[],
): { readonly patch: GraphPatch; readonly after: State } {
  const base = baseOf(stored)
  const { state } = replay(base, curations)
  const { rows, redirects } = resultOf(state)
  return { patch: patchOf(stored, rows, originalsOf(base, rows), redirects), after: state }
}

/** The entity that an operation is about, as it is in a state. */
function subjectOf(state: State, operation: Operation): Entity | null {
  const id = subjectIdOf(operation)
  const found = id === null ? null : findById(state, id)
  return found === null || found.facts.size === 0 ? null : entityOf(found)
}

function subjectIdOf(operation: Operation): string | null {
  switch (operation.op) {
    case 'MERGE':
      return operation.into.id
    case 'SPLIT':
      return operation.part.id
    case 'RENAME':
    case 'ADD_ALIAS':
    case 'RECLASSIFY':
    case 'REJECT':
      return operation.entity.id
    case 'UNDO':
      return null
  }
}
