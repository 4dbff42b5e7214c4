// The kinds of entity as an argument and a value.
import type { EntityKind } from '../../src/graph/entities.ts'
import { builder } from '../builder.ts'

const ENTITY_VALUES = {
  CONCEPT: { description: 'An idea or phenomenon that papers discuss.' },
  METHOD: { description: 'A model, algorithm or technique.' },
  TASK: { description: 'A problem that is to be solved.' },
  DATASET: { description: 'Data that papers train or evaluate on.' },
  METRIC: { description: 'A measure of how good something is.' },
} satisfies Record<EntityKind, object>

/** What a node of the graph may be: a paper, or an entity of one of the kinds. */
export const NODE_VALUES = { PAPER: { description: 'A paper.' }, ...ENTITY_VALUES }

export const EntityKindEnum = builder.enumType('EntityKind', {
  description: 'What an entity is.',
  values: ENTITY_VALUES,
})
