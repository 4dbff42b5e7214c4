// The relations of the graph as a value.
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import type { EdgeRelation } from '../../src/graph/traversals.ts'
import { builder } from '../builder.ts'

const DERIVED_RELATIONS = ['RELATED_TO', 'SIMILAR_TO', 'BROADER'] as const satisfies EdgeRelation[]

export const EdgeRelationEnum = builder.enumType('EdgeRelation', {
  description:
    'The name of an edge: those from papers to entities, RELATED_TO between entities, SIMILAR_TO between papers, and ' +
    'BROADER from an entity to what it is a kind of.',
  values: [...FACT_RELATIONS, ...DERIVED_RELATIONS] as const,
})
