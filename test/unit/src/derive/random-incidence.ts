// Small random incidences, and the plain tables that tests count over.
import * as fc from 'fast-check'
import type { EntityKind } from '../../../../src/graph/entities.ts'
import { createIncidence, type Incidence } from '../../../../src/derive/incidence.ts'

export interface PlainFact {
  readonly paperId: string
  readonly entityId: string
  readonly salience: number
}

export interface PlainEntity {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly kind: EntityKind
}

/** An entity whose name is its slug in words. */
export function concept(
  slug: string,
  name: string = slug.replaceAll('-', ' '),
  kind: EntityKind = 'CONCEPT',
): PlainEntity {
  return { id: slug, slug, name, kind }
}

/** An incidence of papers that each have some entities, all with the same salience. */
export function incidenceOf(papers: Readonly<Record<string, readonly string[]>>, paperCount?: number): Incidence {
  const builder = createIncidence()
  builder.addEntities([...new Set(Object.values(papers).flat())].map((slug) => concept(slug)))
  for (const [paperId, entities] of Object.entries(papers)) {
    builder.addFacts(entities.map((entityId) => ({ paperId, entityId, salience: 0.5 })))
  }
  return builder.build(paperCount)
}

/** An incidence of plain facts; every entity named is there. */
export function incidenceOfFacts(facts: readonly PlainFact[], paperCount?: number): Incidence {
  const builder = createIncidence()
  builder.addEntities([...new Set(facts.map(({ entityId }) => entityId))].map((slug) => concept(slug)))
  builder.addFacts(facts)
  return builder.build(paperCount)
}

const ENTITIES = ['adam', 'constructor', 'kernel', 'loss', 'rate', 'sgd', '__proto__', '\u{1d4d0}', '\uff21']

/** Facts of up to 14 papers and 9 entities, one a paper and entity, in any order. */
export const randomFacts: fc.Arbitrary<PlainFact[]> = fc.uniqueArray(
  fc.record({
    paperId: fc.nat(13).map((number) => `doi:10.1/${['\u{1d4d0}', '\uff21'][number] ?? number}`),
    entityId: fc.constantFrom(...ENTITIES),
    salience: fc.constantFrom(0, 0.2, 0.4, 0.4, 0.8, 1),
  }),
  { minLength: 10, maxLength: 80, size: 'max', selector: ({ paperId, entityId }) => `${paperId} ${entityId}` },
)
