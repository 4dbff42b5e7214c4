// The types that several subjects speak of. Each is implemented in the file of its subject.
import type { Curation } from '../src/graph/curation.ts'
import type { Entity, EntityKind } from '../src/graph/entities.ts'
import type { Paper } from '../src/graph/papers.ts'
import type { Run } from '../src/graph/runs.ts'
import type { Topic } from '../src/graph/topics.ts'
import { builder } from './builder.ts'
import { ENTITY_TYPES } from './lib/global-id.ts'

export const PaperRef = builder.objectRef<Paper>('Paper')
export const EntityRef = builder.interfaceRef<Entity>('Entity')
export const TopicRef = builder.objectRef<Topic>('Topic')
export const RunRef = builder.objectRef<Run>('Run')
export const CurationRef = builder.objectRef<Curation>('Curation')

const entityRef = (kind: EntityKind) => builder.objectRef<Entity>(ENTITY_TYPES[kind])

/** The type of each kind of entity. */
export const KIND_REFS = {
  CONCEPT: entityRef('CONCEPT'),
  METHOD: entityRef('METHOD'),
  TASK: entityRef('TASK'),
  DATASET: entityRef('DATASET'),
  METRIC: entityRef('METRIC'),
} as const
