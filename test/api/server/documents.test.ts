// Documents that are named instead of sent: over POST and GET, within the same limits, and nothing else where only they are taken.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/graph/errors.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { collectDocuments, loadDocuments } from '../../../src/server/documents.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const COUNT = 'query Count($first: Int!) { papers(first: $first) { totalCount nodes { ...Title } } }'
const TITLE = 'fragment Title on Paper { title }'
const WIDE = `query Wide($n: Int!) {
  papers(first: $n) { nodes { entities(first: $n) { nodes { papers(first: $n) { nodes { id } } } } } }
}`
const CHANGE = 'mutation Change { undo(curation: "1", dryRun: true) { __typename } }'
const LONG = `query Long { search(query: "${'long '.repeat(2_500)}") { totalCount } }`

function idOf(...sources: readonly string[]): string {
  return createHash('sha256')
    .update(print(parse(sources.join('\n'))))
    .digest('hex')
}

const SENT_BY_APOLLO = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })

describe('documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperloom-documents-'))
  const manifest = join(folder, 'documents.json')
  let store: GraphStore
  let only: TestServer
  let also: TestServer
  beforeAll(async () => {
    const files = [COUNT, TITLE, WIDE, CHANGE, LONG].map((text, i) => ({ path: `${i}.graphql`, text }))
    writeFileSync(manifest, JSON.stringify(Object.fromEntries(collectDocuments(files))))
    store = await currentEngine().openEmpty()
    await seedGraph(store)
    only = await runServer(store, { access: { documents: { path: manifest, mode: 'only' } } })
    also = await runServer(store, { access: { documents: { path: manifest, mode: 'also' } } })
  })
  afterAll(async () => {
    await only.close()
    await also.close()
    await store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  async function send(server: TestServer, body: object) {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, ...(await readAnswer(response)) }
  }

  async function get(server: TestServer, parameters: Record<string, string>) {
    const headers = { accept: 'application/graphql-response+json' }
    const response = await fetch(`${server.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers })
    return { status: response.status, ...(await readAnswer(response)) }
  }

  it('are answered by name, with variables, by POST and by GET, in both modes', async () => {
    const id = idOf(COUNT, TITLE)
    const variables = { first: 2 }
    for (const server of [only, also]) {
      const answers = [
        await send(server, { documentId: id, variables }),
        await send(server, { ...SENT_BY_APOLLO(id), variables }),
        await get(server, { documentId: id, variables: JSON.stringify(variables) }),
        await get(server, {
          extensions: JSON.stringify(SENT_BY_APOLLO(id).extensions),
          variables: JSON.stringify(variables),
        }),
      ]
      for (const { status, data, errors } of answers) {
        expect([status, errors]).toEqual([200, []])
        expect(data.papers).toMatchObject({ totalCount: 30, nodes: [{ title: expect.any(String) }, {}] })
      }
    }
  })

  it('are the only ones where that is set, and the refusal names the setting', async () => {
    const query = '{ stats { papers } }'
    const refused = [
      await send(only, { query }),
      await send(only, { query, documentId: idOf(COUNT, TITLE), variables: { first: 1 } }),
      await send(only, { query, ...SENT_BY_APOLLO(idOf(query)) }),
      await get(only, { query }),
    ]
    for (const { status, data, errors } of refused) {
      expect([status, data, errors[0]?.extensions.code]).toEqual([400, null, 'DOCUMENT_NOT_ALLOWED'])
      expect(errors[0]?.message).toContain('PAPERLOOM_DOCUMENTS')
    }
    const allowed = await send(also, { query })
    expect(allowed.data.stats.papers).toBe(30)
  })

  it('are not named beside another document', async () => {
    const query = '{ stats { papers } }'
    const named = { documentId: idOf(COUNT, TITLE), variables: { first: 1 } }
    const both = [
      await send(also, { ...named, query }),
      await send(also, { ...SENT_BY_APOLLO(idOf(COUNT, TITLE)), query }),
      await send(also, { documentId: '0'.repeat(64), query }),
      await get(also, { documentId: idOf(COUNT, TITLE), query }),
    ]
    for (const { status, data, errors } of both) {
      expect([status, data, errors[0]?.extensions.code]).toEqual([400, null, 'BAD_REQUEST'])
      expect(errors[0]?.message).toContain('Send one of the two.')
    }
  })

  it('may be sent with their own name', async () => {
    const query = '{ stats { papers } }'
    const hash = createHash('sha256').update(query).digest('hex')
    const own = [
      await send(also, { ...SENT_BY_APOLLO(hash), query }),
      await send(also, { documentId: idOf(WIDE), query: print(parse(WIDE)), variables: { n: 1 } }),
    ]
    expect(own.map(({ status, errors }) => [status, errors])).toEqual([
      [200, []],
      [200, []],
    ])
  })

  it.each(['0'.repeat(64), '', '__proto__', 'constructor'])('"%s" names none', async (documentId) => {
    for (const server of [only, also]) {
      for (const { status, data, errors } of [await send(server, { documentId }), await get(server, { documentId })]) {
        expect([status, data, errors[0]?.extensions.code]).toEqual([400, null, 'PERSISTED_QUERY_NOT_FOUND'])
      }
    }
  })

  it('must be named by a text', async () => {
    for (const body of [{}, { documentId: 7 }, { documentId: [idOf(CHANGE)] }, { variables: {} }]) {
      const { status, errors } = await send(only, body)
      expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
      expect(errors[0]?.message).toContain('documentId')
    }
  })

  it('are held to the limits of all others', async () => {
    const wide = await send(only, { documentId: idOf(WIDE), variables: { n: 100 } })
    expect(wide.errors[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } })
    const long = await send(only, { documentId: idOf(LONG) })
    expect(long.errors[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } })
    const change = await get(only, { documentId: idOf(CHANGE) })
    expect([change.status, change.data]).toEqual([405, null])
  })

  it('are read from a folder too, fragments from whichever file', () => {
    const queries = mkdtempSync(join(folder, 'queries-'))
    writeFileSync(join(queries, 'a.graphql'), `${COUNT}\n${CHANGE}`)
    writeFileSync(join(queries, 'b.gql'), TITLE)
    writeFileSync(join(queries, 'README.md'), 'not a document')
    expect([...loadDocuments(queries).keys()].toSorted()).toEqual([idOf(COUNT, TITLE), idOf(CHANGE)].toSorted())
  })

  it.each([
    ['{"a": "query { nothing }"}', /^PAPERLOOM_DOCUMENTS: a: Cannot query field "nothing"/],
    ['{"a": "query {"}', /^PAPERLOOM_DOCUMENTS: a: Syntax Error/],
    ['["a"]', /is no JSON object of names and documents/],
    ['{', /is no JSON object of names and documents/],
    ['{}', /holds no document/],
  ])('%s does not start a server', async (text, message) => {
    const path = join(folder, 'wrong.json')
    writeFileSync(path, text)
    const started = runServer(store, { access: { documents: { path, mode: 'only' } } })
    await expect(started).rejects.toThrow(ConfigError)
    await expect(started).rejects.toThrow(message)
  })

  it('that are not there do not start a server, and no system call is named', async () => {
    const path = join(folder, 'nowhere.json')
    const started = runServer(store, { access: { documents: { path, mode: 'only' } } })
    await expect(started).rejects.toThrow(`PAPERLOOM_DOCUMENTS: ${path}: there is no such file or folder.`)
  })

  it('that need two fragments of one name are refused', () => {
    const files = [COUNT, TITLE, TITLE.replace('title', 'year')].map((text, i) => ({ path: `${i}.graphql`, text }))
    expect(() => collectDocuments(files)).toThrow('2.graphql: another fragment is called Title too.')
  })
})
