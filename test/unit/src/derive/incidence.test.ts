// The incidence is the same whatever order its rows come in, and holds only what the graph has.
import { expect, test } from 'vitest'
import { createIncidence, papersWith, readIncidence } from '../../../../src/derive/incidence.ts'
import type { Fact } from '../../../../src/graph/entities.ts'
import type { ScanRows, ScanTable } from '../../../../src/graph/reader.ts'
import { concept } from './random-incidence.ts'

const FACTS = [
  { paperId: 'doi:2', entityId: '__proto__', salience: 0.25 },
  { paperId: 'doi:2', entityId: 'adam', salience: 0.5 },
  { paperId: 'doi:1', entityId: 'gone', salience: 0.9 },
  { paperId: 'doi:1', entityId: 'adam', salience: 0.75 },
]

test('numbers papers and entities by id and leaves out facts of entities that are not there', () => {
  const builder = createIncidence()
  builder.addFacts(FACTS)
  builder.addEntities([concept('adam'), concept('__proto__')])
  builder.addAliases([
    { entityId: 'adam', surface: 'ADAM' },
    { entityId: 'adam', surface: 'adam' },
    { entityId: 'gone', surface: 'Gone' },
  ])
  const incidence = builder.build(7)
  expect(incidence.papers).toEqual(['doi:1', 'doi:2'])
  expect(incidence.paperCount).toBe(7)
  expect(incidence.entities).toEqual([
    { ...concept('__proto__'), aliases: [] },
    { ...concept('adam'), aliases: ['ADAM'] },
  ])
  expect([...incidence.ofPaper.starts]).toEqual([0, 1, 3])
  expect([...incidence.ofPaper.items]).toEqual([1, 0, 1])
  expect([...incidence.ofPaper.weights]).toEqual([0.75, 0.25, 0.5])
  expect([...incidence.ofEntity.items]).toEqual([1, 0, 1])
  expect([papersWith(incidence, 0), papersWith(incidence, 1)]).toEqual([1, 2])
})

test('an empty graph makes an empty incidence', () => {
  const incidence = createIncidence().build()
  expect([incidence.paperCount, incidence.papers.length, incidence.entities.length]).toEqual([0, 0, 0])
})

test('a graph is read table by table, and its papers without facts count', async () => {
  const factRows: Fact[] = FACTS.map(({ paperId, entityId, salience }) => {
    return { paperId, entityId, salience, relation: 'DISCUSSES', count: 1, inTitle: false, confidence: 1, spans: [] }
  })
  const tables: { readonly [Table in ScanTable]: readonly ScanRows[Table][] } = {
    papers: [],
    extractions: [],
    entities: [{ ...concept('adam'), kindRule: 'KNOWN', paperCount: 2 }],
    aliases: [{ entityId: 'adam', surface: 'Adam optimizer', norm: 'adamoptimizer', rule: 'head', count: 1 }],
    facts: factRows,
    related: [],
    similar: [],
    broader: [],
    topics: [],
    members: [],
  }
  const figures = {
    papers: 3,
    entities: 1,
    entitiesByKind: [],
    topics: 0,
    edges: 4,
    edgesByRelation: [],
    lastRun: null,
  }
  const incidence = await readIncidence({
    async *scan(table) {
      for (const row of tables[table]) yield [row]
    },
    stats: async () => figures,
  })
  expect(incidence.paperCount).toBe(3)
  expect(incidence.papers).toEqual(['doi:1', 'doi:2'])
  expect(incidence.entities).toEqual([{ ...concept('adam'), aliases: ['Adam optimizer'] }])
})
