// Why an entity is of its kind, in a sentence for each rule.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { EntityKind, KindRule } from '../../src/graph/entities.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { buildEntity, buildFact, buildPaper, buildPatch } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'

/** An entity, what decided its kind, what its mentions look like, and the sentence that says so. */
const CASES: readonly (readonly [string, EntityKind, KindRule | null, readonly EntityKind[], string | null])[] = [
  ['mixup', 'METHOD', 'MENTIONS', ['METHOD'], 'mixup is a method: its only mention looks like a method.'],
  [
    'dropout',
    'METHOD',
    'MENTIONS',
    ['CONCEPT', 'METHOD', 'METHOD'],
    'dropout is a method: 2 of its 3 mentions look like a method.',
  ],
  [
    'parsing',
    'TASK',
    'MENTIONS',
    ['CONCEPT', 'TASK'],
    'parsing is a task: 1 of its 2 mentions looks like a task, as many as look like a concept, which says less.',
  ],
  [
    'grokking',
    'CONCEPT',
    'KNOWN',
    ['METHOD', 'METHOD'],
    'grokking is well known as a concept; 0 of its 2 mentions look like a concept.',
  ],
  [
    'GLUE',
    'DATASET',
    'DATA_NAME',
    ['DATASET', 'METHOD'],
    'GLUE has a name that is well known as that of data, or is called data; 1 of its 2 mentions looks like data.',
  ],
  [
    'edit rate',
    'METRIC',
    'METRIC_NAME',
    ['METRIC'],
    'edit rate goes by the name of a well-known metric; its only mention looks like a metric.',
  ],
  [
    'shallow parsing',
    'TASK',
    'TASK_NAME',
    ['TASK'],
    'shallow parsing has a name that ends in that of a well-known task; its only mention looks like a task.',
  ],
  [
    'tide',
    'METRIC',
    'CURATED',
    ['CONCEPT'],
    'tide is a metric because people put it so; its only mention does not look like a metric.',
  ],
  ['of old', 'CONCEPT', null, ['CONCEPT'], null],
]

describe('the reason of a kind', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    const entities = CASES.map(([name, kind, kindRule]) => buildEntity(name, { kind, kindRule }))
    const facts = CASES.map(([name, , , kinds]) => {
      const spans = kinds.map((kind, at) => {
        return { field: 'title' as const, start: at, end: at + 1, surface: 'O', kind }
      })
      return buildFact('doi:a', name, { spans })
    })
    await store.apply(buildPatch({ papers: [buildPaper('doi:a')], entities, facts }))
  })
  afterAll(async () => store?.[Symbol.asyncDispose]())

  it.each(CASES)('%s, %s by %s', async (name, _kind, rule, _kinds, summary) => {
    const query = 'query ($id: ID!) { entity(id: $id) { kindReason { rule summary } } }'
    const { entity } = await createClient(store).data(query, { id: toGlobalId(name) })
    expect(entity.kindReason).toEqual(summary === null ? null : { rule, summary })
  })
})
