// The GraphQL-over-HTTP specification, as the audit of graphql-http reads it: every MUST, every SHOULD, every MAY.
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

describe.each([{ production: false }, { production: true }])('GraphQL over HTTP, %o', ({ production }) => {
  let store: GraphStore
  let server: TestServer
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch })
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store, 3)
    // Some audits ask by introspection.
    server = await runServer(store, { production, access: { introspection: true } })
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  it('is audited in full', () => {
    expect(audits.length).toBeGreaterThanOrEqual(61)
  })

  for (const audit of audits) {
    it(`${audit.id} ${audit.name}`, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' })
    })
  }
})
