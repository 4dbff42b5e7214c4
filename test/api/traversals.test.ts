// What the traversals that answer lists mean, on a known graph.
import { describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

describe('traversals', () => {
  const { client, seed } = useSeed()

  it('tells which of several papers have what at least some of them share', async () => {
    const group = seed().papers.slice(0, 5)
    const papers = group.map(({ id }) => toGlobalId(id))
    const { sharedConcepts } = await client.data(
      `query ($papers: [ID!]!) { sharedConcepts(papers: $papers, atLeast: 3, kinds: [], first: 100) {
        totalCount edges { support node { id } occurrences { paper { id } } evidence(first: 1) { paper { id } } }
      } }`,
      { papers },
    )
    const holders = new Map(
      seed().entities.map(({ id }) => [
        toGlobalId(id),
        group
          .filter((paper) => seed().facts.some(({ paperId, entityId }) => paperId === paper.id && entityId === id))
          .map((paper) => toGlobalId(paper.id)),
      ]),
    )
    const expected = [...holders].filter(([, of]) => of.length >= 3)
    expect(sharedConcepts.totalCount).toBe(expected.length)
    expect(new Set(expected.map(([, of]) => of.length)).size).toBeGreaterThan(1)
    for (const { support, node, occurrences, evidence } of sharedConcepts.edges) {
      expect(occurrences.map((stated: Data) => stated.paper.id)).toEqual(holders.get(node.id))
      expect(evidence.map((place: Data) => place.paper.id)).toEqual(holders.get(node.id))
      expect(support).toBe(holders.get(node.id)?.length)
    }
  })

  it('keeps away from what is excluded', async () => {
    const of = [toGlobalId(seed().papers[0]?.id ?? '')]
    const not = [toGlobalId('attention'), toGlobalId(seed().papers[7]?.id ?? '')]
    const list = '{ edges { score away support node { id } } }'
    for (const field of ['relatedPapers', 'relatedTopics']) {
      const { all, some } = await client.data(
        `query ($of: [ID!]!, $not: [ID!]) {
          all: ${field}(of: $of, first: 100) ${list} some: ${field}(of: $of, not: $not, first: 100) ${list}
        }`,
        { of, not },
      )
      const before = new Map<string, number>(all.edges.map(({ node, score }: Data) => [node.id, score]))
      expect(some.edges.length).toBeLessThan(all.edges.length)
      for (const { score, away, node } of some.edges) {
        expect(not).not.toContain(node.id)
        expect(score + away).toBeCloseTo(before.get(node.id) ?? NaN, 9)
        expect(score).toBeGreaterThan(0)
      }
      expect(all.edges.every(({ away }: Data) => away === 0)).toBe(true)
    }
  })

  it('compares papers as a table, with what each alone has', async () => {
    const group = [seed().papers[4], seed().papers[9], seed().papers[5]].flatMap((paper) => paper ?? [])
    const papers = group.map(({ id }) => toGlobalId(id))
    const { compare } = await client.data(
      `query ($papers: [ID!]!) { compare(papers: $papers) {
        papers { id }
        rows(first: 100) { totalCount edges { support weight node { id } cells { paper { id } relation count salience quote { sentence surface } } } }
        distinguishing { paper { id } entities(first: 100) { edges { salience node { id } evidence { sentence } } } }
      } }`,
      { papers },
    )
    expect(compare.papers.map(({ id }: Data) => id)).toEqual(papers)
    const factsOf = (paper: string) => seed().facts.filter(({ paperId }) => toGlobalId(paperId) === paper)
    const entities = new Set(papers.flatMap((paper) => factsOf(paper).map(({ entityId }) => entityId)))
    expect(compare.rows.totalCount).toBe(entities.size)
    const supports = compare.rows.edges.map(({ support }: Data) => support)
    expect(supports).toEqual(supports.toSorted((x: number, y: number) => y - x))
    for (const { node, support, cells } of compare.rows.edges) {
      const facts = papers.flatMap((paper) => factsOf(paper).filter(({ entityId }) => toGlobalId(entityId) === node.id))
      expect(support).toBe(facts.length)
      expect(cells.map((cell: Data) => [cell.paper.id, cell.relation, cell.count, cell.salience])).toEqual(
        facts.map(({ paperId, relation, count, salience }) => [toGlobalId(paperId), relation, count, salience]),
      )
      for (const { quote } of cells) expect(quote.sentence).toContain(quote.surface)
    }
    for (const [n, { paper, entities }] of compare.distinguishing.entries()) {
      expect(paper.id).toBe(papers[n])
      const others = new Set(
        papers.filter((id) => id !== paper.id).flatMap((id) => factsOf(id).map(({ entityId }) => entityId)),
      )
      const own = factsOf(paper.id).filter(({ entityId }) => !others.has(entityId))
      expect(entities.edges.map(({ node }: Data) => node.id)).toEqual(
        own.toSorted((x, y) => y.salience - x.salience).map(({ entityId }) => toGlobalId(entityId)),
      )
    }
    expect(compare.distinguishing.flatMap(({ entities }: Data) => entities.edges).length).toBeGreaterThan(0)
  })

  it('writes a comparison as CSV, page after page', async () => {
    const papers = seed()
      .papers.slice(0, 2)
      .map(({ id }) => toGlobalId(id))
    const { compare, none } = await client.data(
      `query ($papers: [ID!]!) {
        compare(papers: $papers) { csv rows(first: 100) { edges { weight support node { name kind } } } }
        none: compare(papers: $papers) { csv(first: 0) }
      }`,
      { papers },
    )
    const lines = compare.csv.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines[0]).toBe(none.csv.trimEnd())
    expect(lines[0].split(',')).toHaveLength(4 + 2 * 4)
    const rows = compare.rows.edges.map(
      ({ node, weight, support }: Data) => `"${node.name}","${node.kind}",${support},${weight},`,
    )
    expect(lines.slice(1, -1).map((line: string) => rows.find((row: string) => line.startsWith(row)))).toEqual(rows)
  })

  it('finds what never met though it is tied to the same others', async () => {
    const of = toGlobalId('grokking')
    const { gaps } = await client.data(
      `query ($of: ID!) { gaps(of: $of, first: 100) { totalCount edges {
        score support node { id } links(first: 50) { share near far entity { id } }
      } } }`,
      { of },
    )
    const ids = gaps.edges.map(({ node }: Data) => node.id)
    expect(ids.toSorted()).toEqual(['double-descent', 'neural-collapse', 'lottery-ticket'].map(toGlobalId).toSorted())
    for (const { score, support, links } of gaps.edges) {
      expect(links).toHaveLength(support)
      expect(links.reduce((sum: number, { share }: Data) => sum + share, 0)).toBeCloseTo(score, 4)
      expect(links.map(({ share }: Data) => share)).toEqual(
        links.map(({ share }: Data) => share).toSorted((x: number, y: number) => y - x),
      )
    }
  })

  it('counts how often entities occur together, each pair once', async () => {
    const names = ['dropout', 'grokking', 'double-descent', 'transformer']
    const matrix =
      '{ papers entities { papers together entity { id } } cells { support npmi jaccard a { id } b { id } } }'
    const { coOccurrence } = await client.data(`query ($of: [ID!]) { coOccurrence(entities: $of) ${matrix} }`, {
      of: names.map(toGlobalId),
    })
    const papersOf = (id: string) =>
      seed()
        .facts.filter(({ entityId }) => toGlobalId(entityId) === id)
        .map(({ paperId }) => paperId)
    expect(coOccurrence.papers).toBe(30)
    expect(coOccurrence.entities.map(({ entity, papers }: Data) => [entity.id, papers])).toEqual(
      names.map((name) => [toGlobalId(name), papersOf(toGlobalId(name)).length]),
    )
    expect(coOccurrence.cells).toHaveLength(5)
    for (const { a, b, support, npmi, jaccard } of coOccurrence.cells) {
      const [one, other] = [papersOf(a.id), papersOf(b.id)]
      const both = one.filter((paper) => other.includes(paper)).length
      expect(support).toBe(both)
      expect(jaccard).toBeCloseTo(both / (one.length + other.length - both), 6)
      expect(npmi).toBeCloseTo(Math.log((both * 30) / (one.length * other.length)) / Math.log(30 / both), 6)
    }
  })

  it('takes the most typical entities of a topic, of some kinds', async () => {
    const { topics } = await client.data(
      '{ topics(first: 1) { nodes { id entities(first: 2, kinds: [CONCEPT]) { nodes { id } } } } }',
    )
    const [topic] = topics.nodes
    const { coOccurrence } = await client.data(
      'query ($topic: ID) { coOccurrence(topic: $topic, kinds: [CONCEPT], first: 2) { entities { entity { id kind } } } }',
      { topic: topic.id },
    )
    expect(coOccurrence.entities.map(({ entity }: Data) => entity.id)).toEqual(
      topic.entities.nodes.map(({ id }: Data) => id),
    )
  })

  it('traces what papers make of a method', async () => {
    const papers = '{ totalCount edges { role node { id year } } }'
    const methods = '{ edges { support node { id } proposed { role paper { id } } from { role paper { id } } } }'
    const { entity } = await client.data(`{ entity(name: "transformer") { ... on Method { lineage {
      years { year proposes uses compares }
      proposedBy(first: 100) ${papers} usedBy(first: 100) ${papers} comparedBy(first: 100) ${papers}
      extendedBy(first: 100) ${methods} challengedBy(first: 100) ${methods}
    } } } }`)
    const { years, proposedBy, usedBy, comparedBy, extendedBy, challengedBy } = entity.lineage
    const facts = seed().facts.filter(({ entityId }) => entityId === 'transformer')
    for (const [list, role] of [
      [proposedBy, 'PROPOSES'],
      [usedBy, 'USES'],
      [comparedBy, 'COMPARES'],
    ] as const) {
      expect(list.totalCount).toBe(facts.filter(({ relation }) => relation === role).length)
      expect(list.edges.every((edge: Data) => edge.role === role)).toBe(true)
      const inTime = list.edges.map(({ node }: Data) => node.year)
      expect(inTime).toEqual(inTime.toSorted((x: number, y: number) => x - y))
    }
    const narrowed = await client.data(
      `query ($where: PaperFilter) { entity(name: "transformer") { ... on Method { lineage {
        usedBy(where: $where, orderBy: { field: RELEVANCE }, first: 100) {
          totalCount edges { role salience node { year } } facets { years(size: 100) { buckets { value } } }
        }
      } } } }`,
      { where: { year: { gte: 2010 } } },
    )
    const { totalCount, edges, facets } = narrowed.entity.lineage.usedBy
    const inTime = usedBy.edges.map(({ node }: Data) => node.year)
    expect(edges.map(({ node }: Data) => node.year).toSorted()).toEqual(inTime.filter((year: number) => year >= 2010))
    expect(totalCount).toBe(edges.length)
    const saliences = edges.map(({ salience }: Data) => salience)
    expect(saliences).toEqual(saliences.toSorted((x: number, y: number) => y - x))
    expect(facets.years.buckets.map(({ value }: Data) => value).toSorted()).toEqual(inTime)
    const total = years.reduce((sum: number, { proposes, uses, compares }: Data) => sum + proposes + uses + compares, 0)
    expect(total).toBe(facts.length)
    for (const [list, role] of [
      [extendedBy, 'USES'],
      [challengedBy, 'COMPARES'],
    ] as const) {
      expect(list.edges.length).toBeGreaterThan(0)
      for (const { proposed, from } of list.edges) {
        expect([proposed.role, from.role]).toEqual(['PROPOSES', role])
        expect(proposed.paper.id).toBe(from.paper.id)
      }
    }
  })

  it('says of every edge why it is there', async () => {
    const of = [seed().papers[0]?.id ?? '', 'attention', 'self-attention', 'sparse-self-attention'].map(toGlobalId)
    const why = 'why { sentence support rule paper { id title } evidence(first: 1) { sentence } entities { id name } }'
    const { neighbourhood } = await client.data(
      `query ($of: [ID!]!) { neighbourhood(of: $of, nodeBudget: 40) { nodes { id label } edges { from to relation weight ${why} } } }`,
      { of },
    )
    const labels = new Map<string, string>(neighbourhood.nodes.map(({ id, label }: Data) => [id, label]))
    const edgesOf = (...relations: string[]) =>
      neighbourhood.edges.filter(({ relation }: Data) => relations.includes(relation))
    for (const { from, to, why } of neighbourhood.edges) {
      expect(why.sentence).toContain(labels.get(from))
      expect(why.sentence).toContain(labels.get(to))
    }
    const facts = edgesOf('DISCUSSES', 'PROPOSES', 'USES', 'COMPARES')
    for (const { from, to, weight, why } of facts) {
      const fact = seed().facts.find(
        ({ paperId, entityId }) => toGlobalId(paperId) === from && toGlobalId(entityId) === to,
      )
      expect(why).toMatchObject({ support: fact?.count, paper: { id: from }, rule: null, entities: [] })
      expect(why.evidence).toHaveLength(1)
      expect(why.sentence).toContain(weight.toFixed(2))
    }
    for (const { why } of edgesOf('RELATED_TO')) {
      expect(why.sentence).toContain(`“${why.paper.title}”`)
      expect(why.evidence).toHaveLength(2)
    }
    for (const { why } of edgesOf('SIMILAR_TO')) {
      expect(why.entities).toHaveLength(3)
      for (const { name } of why.entities) expect(why.sentence).toContain(name)
    }
    for (const { why } of edgesOf('BROADER')) {
      expect(why).toMatchObject({ support: null, paper: null, evidence: [], rule: 'modifier' })
    }
    for (const edges of [facts, ...['RELATED_TO', 'SIMILAR_TO', 'BROADER'].map((relation) => edgesOf(relation))]) {
      expect(edges.length).toBeGreaterThan(0)
    }
  })

  it('says of every step of a way why it is there', async () => {
    const { paths } = await client.data(
      `query ($from: ID!, $to: ID!) { paths(from: $from, to: $to) { paths { edges { relation why { sentence evidence { sentence } } } } } }`,
      { from: toGlobalId('grokking'), to: toGlobalId('double-descent') },
    )
    const edges = paths.paths.flatMap(({ edges }: Data) => edges)
    expect(edges.length).toBeGreaterThan(3)
    for (const { why, relation } of edges) {
      expect(why.sentence).toMatch(/\.$/)
      expect(why.evidence.length > 0).toBe(relation !== 'BROADER')
    }
  })

  it('shows topics with their parts', async () => {
    const { whole, parts } = await client.data(`{
      whole: topics(first: 20) { totalCount nodes {
        id level parent { id } entities(first: 100) { nodes { id } }
        children(first: 20) { totalCount nodes { id level parent { id } entities(first: 100) { nodes { id } } } }
      } }
      parts: topics(level: 1, first: 100) { totalCount nodes { id } }
    }`)
    const children = whole.nodes.flatMap((topic: Data) => topic.children.nodes)
    expect(children.map(({ id }: Data) => id).toSorted()).toEqual(parts.nodes.map(({ id }: Data) => id).toSorted())
    expect(children.length).toBeGreaterThan(2)
    for (const topic of whole.nodes) {
      expect([topic.level, topic.parent]).toEqual([0, null])
      const own = topic.entities.nodes.map(({ id }: Data) => id)
      for (const child of topic.children.nodes) {
        expect([child.level, child.parent.id]).toEqual([1, topic.id])
        expect(own).toEqual(expect.arrayContaining(child.entities.nodes.map(({ id }: Data) => id)))
      }
    }
  })
})
