// The example of a typed client, against a running server. That wrong queries do not compile, `npm run check` sees.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIND_PAPERS, graphql, request, SHARED_CONCEPTS } from '../../schema/typed-client/client.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { seedGraph } from './seed.ts'
import { runServer } from './server/running.ts'
import type { TestServer } from './server/running.ts'

describe('the typed client', () => {
  let store: GraphStore
  let server: TestServer
  let url: string
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store)
    server = await runServer(store)
    url = `${server.url}/graphql`
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  it('gets answers whose types are those of the schema', async () => {
    const { papers } = await request(url, FIND_PAPERS, { text: 'gradient descent', first: 2 })
    const count: number = papers.totalCount
    const years: (number | null)[] = papers.nodes.map(({ year }) => year)
    expect(count).toBeGreaterThan(2)
    expect(years).toHaveLength(2)

    const shared = await request(url, SHARED_CONCEPTS, { papers: papers.nodes.map(({ id }) => id) })
    const kinds: ('CONCEPT' | 'METHOD' | 'TASK' | 'DATASET' | 'METRIC')[] = shared.sharedConcepts.edges.map(
      ({ node }) => node.kind,
    )
    expect(new Set(kinds)).toEqual(new Set(['CONCEPT']))
  })

  it('throws what the server complains of', async () => {
    await expect(request(url, SHARED_CONCEPTS, { papers: ['nothing'] })).rejects.toThrow(/id/i)
  })

  it('knows neither fields nor variables that the schema does not have', async () => {
    const { papers } = await request(url, FIND_PAPERS, { text: 'gradient descent', first: 1 })
    // @ts-expect-error -- was not asked for
    expect(papers.nodes[0]?.abstract).toBeUndefined()
    // @ts-expect-error -- a text, not a number
    await expect(request(url, FIND_PAPERS, { text: 1, first: 1 })).rejects.toThrow(/\$text/)

    const wrong = graphql(`
      {
        papers(first: 1) {
          nodes {
            headline
          }
        }
      }
    `)
    // @ts-expect-error -- no paper has a headline
    await expect(request(url, wrong, {})).rejects.toThrow(/headline/)
  })
})
