// The relations of the graph as a value.
import type { FactRelation, MethodRole } from '../../src/graph/entities.ts'
import type { EdgeRelation } from '../../src/graph/traversals.ts'
import { builder } from '../builder.ts'

/** What a paper does with a method. */
export const ROLE_VALUES = {
  PROPOSES: { description: 'The paper brings the method in as its own.' },
  USES: { description: 'The paper works with the method, or builds on it.' },
  COMPARES: { description: 'The paper measures its own against the method.' },
} satisfies Record<MethodRole, object>

/** From a paper to what it speaks of. */
export const FACT_VALUES = {
  DISCUSSES: { description: 'A paper speaks of a concept.' },
  ...ROLE_VALUES,
  ADDRESSES: { description: 'A paper works at a task.' },
  EVALUATES_ON: { description: 'A paper trains or evaluates on a dataset.' },
  MEASURES: { description: 'A paper measures by a metric.' },
} satisfies Record<FactRelation, object>

export const EdgeRelationEnum = builder.enumType('EdgeRelation', {
  description:
    'The name of an edge: those from papers to entities, RELATED_TO between entities, SIMILAR_TO between papers, and ' +
    'BROADER from an entity to what it is a kind of.',
  values: {
    ...FACT_VALUES,
    RELATED_TO: { description: 'Two entities occur in the same papers more often than by chance.' },
    SIMILAR_TO: { description: 'Two papers share telling entities.' },
    BROADER: { description: 'An entity is a kind of another.' },
  } satisfies Record<EdgeRelation, object>,
})
