// Kinds: one for each entity, over all its mentions. What everybody knows to be a task or a data set is one, whatever a mention looks like.
import type { EntityKind } from '../../src/graph/entities.ts'
import { ENTITY_KINDS } from '../../src/graph/entities.ts'
import { CONCEPTS, FIELDS_OF_STUDY, LANGUAGES, METHODS, METRICS, TASKS } from '../extract/default/lexicon/known.ts'

/** Lists by kind; the first that has a name decides. */
const KNOWN: readonly (readonly [EntityKind, readonly ReadonlySet<string>[]])[] = [
  ['TASK', [TASKS]],
  ['CONCEPT', [CONCEPTS, FIELDS_OF_STUDY, LANGUAGES]],
  ['METHOD', [METHODS]],
  ['METRIC', [METRICS]],
]

/** The kind of a thing with this key, given how its mentions voted and whether most of them have the name of known data. */
export function kindOf(key: string, votes: ReadonlyMap<EntityKind, number>, isData: boolean): EntityKind {
  const known = KNOWN.find(([, lists]) => lists.some((list) => list.has(key)))?.[0]
  if (known !== undefined) return known
  if (isData) return 'DATASET'
  const most = (a: EntityKind, b: EntityKind): number => (votes.get(b) ?? 0) - (votes.get(a) ?? 0)
  return (
    [...ENTITY_KINDS].sort((a, b) => most(a, b) || ENTITY_KINDS.indexOf(a) - ENTITY_KINDS.indexOf(b))[0] ?? 'CONCEPT'
  )
}
