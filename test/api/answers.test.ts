// What the API says about a known graph: names in any spelling, evidence that stands in the text, figures that agree.
import { describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import { createCurator } from '../../src/curate/curator.ts'
import { roleOf } from '../../src/graph/entities.ts'
import { createExamples } from '../../src/server/examples.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

describe('answers', () => {
  const { client, seed, store } = useSeed()

  it.each(['stochastic gradient descent', 'Stochastic Gradient-Descents', 'SGD', ' the  stochastic gradient descent '])(
    'finds an entity by any of its names: %s',
    async (name) => {
      const { entity } = await client.data('query ($name: String!) { entity(name: $name) { id slug kind } }', { name })
      expect(entity).toEqual({
        id: toGlobalId('stochastic-gradient-descent'),
        slug: 'stochastic-gradient-descent',
        kind: 'CONCEPT',
      })
    },
  )

  it('finds an entity by name only of the kind that was asked for', async () => {
    const { a, b, c } = await client.data(
      '{ a: entity(name: "dropout", kind: METHOD) { __typename } b: entity(name: "dropout", kind: TASK) { id } c: entity(name: "...") { id } }',
    )
    expect([a, b, c]).toEqual([{ __typename: 'Method' }, null, null])
  })

  it('finds a paper by its title', async () => {
    const [paper] = seed().papers
    const title = paper?.title.toUpperCase().replace(':', ' --') ?? ''
    const answer = await client.data('query ($title: String!) { paper(title: $title) { id title authors year } }', {
      title,
    })
    expect(answer.paper).toEqual({
      id: toGlobalId(paper?.id ?? ''),
      title: paper?.title,
      authors: paper?.authors,
      year: paper?.year,
    })
    expect((await client.data('{ paper(title: "no such paper") { id } }')).paper).toBeNull()
  })

  it('finds a paper by its DOI and by its arXiv id, as such or as an address', async () => {
    const withDoi = seed().papers.find(({ doi }) => doi !== null)
    const withArxiv = seed().papers.find(({ arxivId }) => arxivId !== null)
    const [doi, arxivId] = [withDoi?.doi ?? '', withArxiv?.arxivId ?? '']
    const answer = await client.data(`{
      a: paper(doi: "${doi}") { id } b: paper(doi: "https://doi.org/${doi.toUpperCase()}") { id }
      c: paper(arxivId: "${arxivId}") { id } d: paper(arxivId: "arXiv:${arxivId}v7") { id }
      e: paper(arxivId: "https://arxiv.org/abs/${arxivId}") { id }
      f: paper(doi: "10.1/none") { id } g: paper(arxivId: "") { id }
    }`)
    const [ofDoi, ofArxiv] = [withDoi, withArxiv].map((paper) => ({ id: toGlobalId(paper?.id ?? '') }))
    expect(answer).toEqual({ a: ofDoi, b: ofDoi, c: ofArxiv, d: ofArxiv, e: ofArxiv, f: null, g: null })
  })

  it('answers the same thing by `node`, `nodes` and its own field', async () => {
    const id = toGlobalId(seed().papers[3]?.id ?? '')
    const query = '{ node(id: $id) { ...P } nodes(ids: [$id]) { ...P } paper(id: $id) { ...P } }'
    const fragment = 'fragment P on Node { __typename id ... on Paper { title } }'
    const { node, nodes, paper } = await client.data(`query ($id: ID!) ${query} ${fragment}`, { id })
    expect(node).toEqual({ __typename: 'Paper', id, title: seed().papers[3]?.title })
    expect(nodes).toEqual([node])
    expect(paper).toEqual(node)
  })

  it('shows the sentences of every edge, with the place of the words in sentence and text', async () => {
    const evidence = 'evidence(first: 10) { sentence field surface start end sentenceStart highlight { start end } }'
    const { papers } = await client.data(
      `{ papers(first: 30) { nodes { id title abstract entities(first: 100) { edges {
        relation role count salience confidence inTitle ${evidence} node { id }
      } } } } }`,
    )
    for (const paper of papers.nodes) {
      const facts = seed().facts.filter(({ paperId }) => toGlobalId(paperId) === paper.id)
      expect(paper.entities.edges).toHaveLength(facts.length)
      for (const edge of paper.entities.edges) {
        const fact = facts.find(({ entityId }) => toGlobalId(entityId) === edge.node.id)
        const { relation, count, salience, confidence, inTitle } = fact ?? {}
        expect(edge).toMatchObject({ relation, count, salience, confidence, inTitle })
        expect(edge.role).toBe(fact && roleOf(fact.relation))
        expect(edge.evidence).toHaveLength(count ?? 0)
        for (const place of edge.evidence) expectInText(place, paper)
      }
    }
  })

  it('says why an entity is of its kind, and what each of its mentions looks like', async () => {
    const { entities } = await client.data(
      `{ entities(first: 100) { nodes { kind kindReason { rule summary votes { kind mentions } }
        papers(first: 40) { totalCount edges { evidence(first: 5) { kind } } } } } }`,
    )
    expect(entities.nodes).toHaveLength(seed().entities.length)
    for (const { kind, kindReason, papers } of entities.nodes) {
      const places: readonly Data[] = papers.edges.flatMap(({ evidence }: Data) => evidence)
      expect(places.every((place) => place.kind === kind)).toBe(true)
      expect(kindReason).toMatchObject({ rule: 'MENTIONS', votes: [{ kind, mentions: places.length }] })
      expect(kindReason.summary).toContain(`${places.length} of its `)
    }
    const { entity } = await client.data('{ entity(name: "dropout") { kindReason { summary } } }')
    const [votes] = await store().kindVotesOf(['dropout'])
    const mentions = votes?.[0]?.mentions
    expect(entity.kindReason.summary).toBe(
      `dropout is a method: ${mentions} of its ${mentions} mentions look like a method.`,
    )
    const { search } = await client.data(
      '{ search(query: "setting", first: 1) { edges { explain { evidence(first: 1) { kind surface } } } } }',
    )
    expect(search.edges[0].explain.evidence).toEqual([{ kind: null, surface: 'setting' }])
  })

  function expectInText(place: Data, paper: Data): void {
    const text = place.field === 'TITLE' ? paper.title : paper.abstract
    expect(text.slice(place.start, place.end)).toBe(place.surface)
    expect(text.slice(place.sentenceStart, place.sentenceStart + place.sentence.length)).toBe(place.sentence)
    expect(place.sentence.slice(place.highlight.start, place.highlight.end)).toBe(place.surface)
    expect(place.sentence).toMatch(/^Here we look at .* in setting \d+\.$|^Study \d+: on /)
  }

  it('shares concepts, unless other kinds are asked for, with evidence from each paper', async () => {
    const papers = seed()
      .papers.slice(0, 2)
      .map(({ id }) => toGlobalId(id))
    const edges =
      'edges { weight node { __typename id } occurrences { paper { id } evidence { sentence } } evidence(first: 1) { paper { id } } }'
    const query = `query ($papers: [ID!]!) {
      concepts: sharedConcepts(papers: $papers, first: 100) { ${edges} }
      same: sharedConcepts(papers: $papers, first: 100, kinds: [CONCEPT]) { ${edges} }
      methods: sharedConcepts(papers: $papers, first: 100, kinds: [METHOD]) { ${edges} }
      all: sharedConcepts(papers: $papers, first: 100, kinds: []) { totalCount }
      node(id: "${papers[0]}") { ... on Paper { sharedConcepts(with: "${papers[1]}", first: 100) { ${edges} } } }
    }`
    const { concepts, same, methods, all, node } = await client.data(query, { papers })
    const sharedIds = (kinds: readonly string[]) => {
      const of = (paper: number) => seed().facts.filter(({ paperId }) => paperId === seed().papers[paper]?.id)
      const second = new Set(of(1).map(({ entityId }) => entityId))
      const wanted = new Set(
        seed()
          .entities.filter(({ kind }) => kinds.includes(kind))
          .map(({ id }) => id),
      )
      return of(0)
        .map(({ entityId }) => entityId)
        .filter((id) => second.has(id) && wanted.has(id))
        .map(toGlobalId)
    }
    const idsOf = (list: Data) => list.edges.map((edge: Data) => edge.node.id)
    expect(idsOf(concepts).toSorted()).toEqual(sharedIds(['CONCEPT']).toSorted())
    expect(idsOf(methods).toSorted()).toEqual(sharedIds(['METHOD']).toSorted())
    expect(all.totalCount).toBe(sharedIds(['CONCEPT', 'METHOD', 'TASK', 'DATASET', 'METRIC']).length)
    expect(same).toEqual(concepts)
    expect(node.sharedConcepts).toEqual(concepts)
    for (const edge of concepts.edges) {
      expect(edge.occurrences.map((stated: Data) => stated.paper.id)).toEqual(papers)
      expect(edge.evidence.map((place: Data) => place.paper.id)).toEqual(papers)
    }
  })

  it('agrees with itself in figures', async () => {
    const { stats, entities, concepts, papers, topics, parts } = await client.data(`{
      stats { papers entities concepts methods tasks datasets metrics topics edges edgesByRelation { relation count } lastRun { seq status counters { papersAdded } } }
      entities { totalCount } concepts { totalCount } papers { totalCount } topics { totalCount } parts: topics(level: 1) { totalCount }
    }`)
    expect(stats).toMatchObject({
      papers: papers.totalCount,
      entities: entities.totalCount,
      concepts: concepts.totalCount,
      topics: topics.totalCount + parts.totalCount,
      lastRun: { seq: 1, status: 'SUCCEEDED', counters: { papersAdded: 30 } },
    })
    const { methods, tasks, datasets, metrics } = stats
    expect(stats.concepts + methods + tasks + datasets + metrics).toBe(stats.entities)
    const sum = stats.edgesByRelation.reduce((total: number, { count }: Data) => total + count, 0)
    expect(sum).toBe(stats.edges)
  })

  it('draws neighbourhoods whose edges end at their nodes', async () => {
    const of = [toGlobalId(seed().papers[0]?.id ?? '')]
    const { neighbourhood } = await client.data(
      'query ($of: [ID!]!) { neighbourhood(of: $of, nodeBudget: 10) { nodes { id label kind degree node { id } } edges { from to relation weight } truncated omittedNodes } }',
      { of },
    )
    const ids = neighbourhood.nodes.map((node: Data) => node.id)
    expect(ids[0]).toBe(of[0])
    expect(ids.length).toBe(10)
    expect(neighbourhood.truncated).toBe(true)
    for (const node of neighbourhood.nodes) expect(node.node.id).toBe(node.id)
    expect(neighbourhood.edges.length).toBeGreaterThan(8)
    for (const { from, to } of neighbourhood.edges) expect(ids).toEqual(expect.arrayContaining([from, to]))
  })

  it('finds ways from end to end', async () => {
    const [from, to] = [toGlobalId('attention'), toGlobalId('gradient-descent')]
    const { paths } = await client.data(
      'query ($from: ID!, $to: ID!) { paths(from: $from, to: $to) { paths { length cost nodes { id } edges { from to } } } }',
      { from, to },
    )
    expect(paths.paths).toHaveLength(3)
    for (const { length, nodes, edges } of paths.paths) {
      expect([nodes[0].id, nodes.at(-1).id]).toEqual([from, to])
      expect(edges).toHaveLength(length)
      edges.forEach((edge: Data, i: number) => {
        expect(new Set([edge.from, edge.to])).toEqual(new Set([nodes[i].id, nodes[i + 1].id]))
      })
    }
  })

  it('searches papers and entities, and takes no text for an operator', async () => {
    const search = async (query: string) =>
      (
        await client.data(
          'query ($query: String!) { search(query: $query, first: 100) { totalCount edges { score node { __typename } } } }',
          { query },
        )
      ).search
    const hits = await search('attention')
    expect(hits.edges[0]).toEqual({ score: 1, node: { __typename: 'Concept' } })
    expect(hits.totalCount).toBe(hits.edges.length)
    for (const text of [
      'attention AND',
      '"attention',
      'attention*',
      '-attention',
      "attention' OR 1=1 --",
      'attention:(',
    ]) {
      const { totalCount } = await search(text)
      expect(totalCount).toBeLessThanOrEqual(hits.totalCount)
    }
    expect((await search('«»…')).totalCount).toBe(0)
  })
})

describe('an empty graph', () => {
  it('answers empty lists, and the examples without ids answer too', async () => {
    await using store = await currentEngine().openEmpty()
    const client = createClient(store, {
      annotator: { annotate: () => Promise.resolve([]) },
      curator: createCurator({ store, now: () => '', rederive: () => Promise.resolve({ isDone: true }) }),
    })
    const { papers, stats } = await client.data(
      '{ papers { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } stats { papers edges lastRun { id } } }',
    )
    expect(papers).toEqual({
      totalCount: 0,
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    })
    expect(stats).toEqual({ papers: 0, edges: 0, lastRun: null })
    const examples = await createExamples(store)
    const free = examples.filter(({ query }) => !query.includes('ID!'))
    expect(free.length).toBeGreaterThan(3)
    for (const { query, variables } of free) await client.data(query, variables)
  })
})
