// The scope of a change: the rows and the entries of the log that it can touch, so that it is worked out without the rest.
import type { Curation, CurationReader, Operation } from '../graph/curation.ts'
import type { StoredRows } from '../graph/originals.ts'
import type { EntityId } from '../graph/ids.ts'
import { nameKey } from '../graph/names.ts'
import { baseOf } from './base.ts'

/** What operations get hold of the graph by. */
export interface Handles {
  readonly ids: readonly EntityId[]
  /** Keys of names. */
  readonly norms: readonly string[]
}

/** Rows, and the entries that have to do with them. What is outside of it neither changes it nor is changed by it. */
export interface Scope {
  readonly stored: StoredRows
  /** By number. */
  readonly curations: readonly Curation[]
}

/** The ids and names that an operation speaks of. */
export function handlesOf(operation: Operation): Handles {
  switch (operation.op) {
    case 'MERGE': {
      const entities = [operation.into, ...operation.from]
      return { ids: entities.map(({ id }) => id), norms: entities.map(({ name }) => nameKey(name)) }
    }
    case 'SPLIT': {
      const { entity, part, norms } = operation
      return { ids: [entity.id, part.id], norms: [nameKey(entity.name), nameKey(part.name), ...norms] }
    }
    case 'RENAME':
    case 'ADD_ALIAS': {
      const { entity, name } = operation
      return { ids: [entity.id], norms: [nameKey(entity.name), nameKey(name)] }
    }
    case 'RECLASSIFY':
      return { ids: [operation.entity.id], norms: [nameKey(operation.entity.name)] }
    case 'REJECT':
      return { ids: [operation.entity.id], norms: [nameKey(operation.entity.name), ...operation.norms] }
    case 'UNDO':
      return { ids: [], norms: [] }
  }
}

/**
 * Reads the scope of some ids and names: the entities that have them, the entries that speak of one of those by id or by name,
 * what these speak of in turn, and so on until nothing is added.
 */
export async function loadScope(
  reader: CurationReader,
  curations: readonly Curation[],
  seeds: Handles,
): Promise<Scope> {
  const handles = new Map(curations.map(({ id, operation }) => [id, handlesOf(operation)]))
  const included = new Set<string>()
  const wanted = { ids: new Set(seeds.ids), norms: new Set(seeds.norms) }
  const known = { ids: new Set<string>(), norms: new Set<string>() }
  const stored: { [Table in keyof StoredRows]: StoredRows[Table][number][] } = {
    entities: [],
    aliases: [],
    facts: [],
    originals: [],
    redirects: [],
  }
  for (;;) {
    const norms = [...wanted.norms].filter((norm) => !known.norms.has(norm))
    for (const norm of norms) known.norms.add(norm)
    if (norms.length > 0) for (const id of await reader.entitiesWithNames(norms)) wanted.ids.add(id)

    const ids = [...wanted.ids].filter((id) => !known.ids.has(id))
    for (const id of ids) known.ids.add(id)
    if (ids.length > 0) {
      const rows = await reader.rowsOfEntities(ids)
      stored.entities.push(...rows.entities)
      stored.aliases.push(...rows.aliases)
      for (const fact of rows.facts) stored.facts.push(fact)
      for (const original of rows.originals) stored.originals.push(original)
      stored.redirects.push(...rows.redirects)
    }

    const names = new Set([...stored.aliases, ...baseOf(stored).aliases].map(({ norm }) => norm))
    const isTouched = ({ ids, norms }: Handles) =>
      ids.some((id) => known.ids.has(id)) || norms.some((norm) => names.has(norm) || known.norms.has(norm))
    const added = curations.filter(
      ({ id }) => !included.has(id) && isTouched(handles.get(id) ?? { ids: [], norms: [] }),
    )
    for (const { id } of added) {
      included.add(id)
      for (const entity of handles.get(id)?.ids ?? []) wanted.ids.add(entity)
      for (const norm of handles.get(id)?.norms ?? []) wanted.norms.add(norm)
    }
    const isSettled =
      added.length === 0 &&
      [...wanted.ids].every((id) => known.ids.has(id)) &&
      [...wanted.norms].every((n) => known.norms.has(n))
    if (isSettled) return { stored, curations: curations.filter(({ id }) => included.has(id)) }
  }
}
