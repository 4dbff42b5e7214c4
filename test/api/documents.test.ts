// Every query that people are shown, on the graph of the sample papers: in the tabs of the explorer page, in Markdown, and in
// the dashboard.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createAnnotator } from '../../ingest/annotate.ts'
import { createExtractor } from '../../ingest/extract/index.ts'
import { createIngestor } from '../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../src/cli/jobs/job.ts'
import { createCurator } from '../../src/curate/curator.ts'
import type { Ingestor } from '../../src/graph/jobs.ts'
import type { Run } from '../../src/graph/runs.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { createExamples } from '../../src/server/examples.ts'
import { browserText } from '../../src/stores/neo4j/explain.ts'
import { currentEngine } from '../support/engines.ts'
import type { Data } from './client.ts'
import { runServer } from './server/running.ts'
import type { TestServer } from './server/running.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

describe('what people are shown', () => {
  let store: GraphStore
  let ingestor: Ingestor & AsyncDisposable
  let server: TestServer
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    ingestor = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    const services = {
      annotator: createAnnotator(await createExtractor()),
      curator: createCurator({ store, now: () => '', rederive: () => Promise.resolve({ isDone: true }) }),
      ingestor,
      browserText,
    }
    server = await runServer(store, { services })
    const text = read('ingest/samples/landmarks.jsonl')
    await untilDone(await ingestor.start({ source: 'landmarks.jsonl', text, key: null }))
  }, 120_000)
  afterAll(async () => {
    await server?.close()
    await ingestor?.[Symbol.asyncDispose]()
    await store?.[Symbol.asyncDispose]()
  })

  const untilDone = ({ id }: Run): Promise<unknown> => Array.fromAsync(ingestor.progress(id))

  /** Asks as a client would; a subscription is read to its end and answers what came last. */
  async function ask(query: string, variables: object = {}): Promise<Data> {
    const accept = /^\s*subscription\b/m.test(query) ? 'text/event-stream' : 'application/json'
    const response = await server.post(query, { variables, headers: { accept } })
    const body = await response.text()
    const last = [...body.matchAll(/^data: (\{.*)$/gm)].at(-1)?.[1]
    const { data, errors } = answerSchema.parse(JSON.parse(last ?? body))
    expect({ query, errors }).toEqual({ query, errors: undefined })
    return data
  }

  describe('in the explorer page', () => {
    it('answers each example with something', async () => {
      const examples = await createExamples(store)
      expect(examples).toHaveLength(17)
      for (const { query, variables } of examples) {
        const data = await ask(query, variables)
        // In a graph as tidy as this one there may be nothing left to merge.
        const found = data.mergeSuggestions === undefined ? /":\[\{/ : /"totalCount":\d/
        expect({ query, answer: JSON.stringify(data) }).toEqual({ query, answer: expect.stringMatching(found) })
      }
    })
  })

  describe('in Markdown', () => {
    it.each(['README.md', 'schema/README.md'])('answers each query of %s with something', async (file) => {
      const blocks = [...read(file).matchAll(/^```graphql\n(.*?)^```/gms)].map(([, query = '']) => query)
      expect(blocks.length).toBeGreaterThan(0)
      let run: unknown = null
      for (const query of blocks) {
        const data = await ask(query, query.includes('$run') ? { run } : {})
        const found = expect.stringMatching(/":\[\{|"status":"SUCCEEDED"|"RunSuccess"/)
        expect({ query, answer: JSON.stringify(data) }).toEqual({ query, answer: found })
        run = data.ingest?.run.id ?? run
      }
    })

    it('shows the answer that its query gets', async () => {
      const [, query = '', shown = ''] = /^```graphql\n(.*?)^```\n\n```json\n(.*?)^```/ms.exec(read('README.md')) ?? []
      expect(withoutDecimals(await ask(query))).toEqual(withoutDecimals(JSON.parse(shown)))
    })
  })

  describe('in the dashboard', () => {
    const { panels, templating } = dashboardSchema.parse(JSON.parse(read('.github/grafana/paperloom.json')))
    const chooser = templating.list.find(({ name }) => name === 'entities')?.query?.infinityQuery

    /** The rows that Infinity makes of an answer: what the root selector leads to, one value for each column. */
    async function rowsOf(target: Target, entities: readonly string[] = []): Promise<unknown[][]> {
      const { body_graphql_query: query, body_graphql_variables: variables } = target.url_options
      const chosen = new Map(templating.list.map(({ name }) => [name, name === 'entities' ? entities : ['']]))
      const data = await ask(interpolate(query, chosen), JSON.parse(interpolate(variables, chosen)))
      const root = follow({ data }, target.root_selector)
      const rows = Array.isArray(root) ? root : [root]
      return rows.map((row: unknown) => target.columns.map(({ selector }) => follow(row, selector)))
    }

    it('chooses among entities by name', async () => {
      const rows = chooser === undefined ? [] : await rowsOf(chooser)
      expect(rows.length).toBeGreaterThan(20)
      expect(chooser?.columns.map(({ text }) => text)).toEqual(['__text', '__value'])
    })

    it.each(panels)(
      'shows what the panel "$title" asks for by its names',
      ({ targets, options, transformations = [] }) => {
        const columns = targets.flatMap((target) => target.columns.map(({ text }) => text))
        const named = transformations.flatMap(({ options: { sort = [], indexByName = {} } }) => [
          ...sort.map(({ field }) => field),
          ...Object.keys(indexByName),
        ])
        if (options.xField !== undefined) named.push(options.xField)
        expect(columns).toEqual(expect.arrayContaining(named))
      },
    )

    it.each(panels)('fills the panel "$title"', async ({ targets }) => {
      const entities = chooser === undefined ? [] : await rowsOf(chooser)
      const ids = entities.slice(0, 3).map(([, id]) => String(id))
      for (const target of targets) {
        const rows = await rowsOf(target, ids)
        expect(rows.length).toBeGreaterThan(0)
        for (const [at, { selector, type }] of target.columns.entries()) {
          const values = rows.map((row) => row[at])
          const isOfType = { number: Number.isFinite, string: isText, timestamp: isTime }[type]
          expect({ selector, wrong: values.filter((value) => !isOfType(value)) }).toEqual({ selector, wrong: [] })
        }
      }
    })
  })
})

const answerSchema = z.object({ data: z.any(), errors: z.unknown().optional() })

const targetSchema = z.object({
  type: z.literal('graphql'),
  // oxlint-disable-next-line no-template-curly-in-string -- the address that is chosen in the dashboard
  url: z.literal('${server}'),
  url_options: z.object({
    method: z.literal('POST'),
    body_type: z.literal('graphql'),
    body_graphql_query: z.string(),
    body_graphql_variables: z.string(),
  }),
  root_selector: z.string(),
  columns: z
    .array(z.object({ selector: z.string(), text: z.string(), type: z.enum(['number', 'string', 'timestamp']) }))
    .nonempty(),
})
type Target = z.infer<typeof targetSchema>

const transformationSchema = z.object({
  sort: z.array(z.object({ field: z.string() })).optional(),
  indexByName: z.record(z.string(), z.number()).optional(),
})

const dashboardSchema = z.object({
  templating: z.object({
    list: z.array(
      z.object({ name: z.string(), query: z.object({ infinityQuery: targetSchema }).optional().catch(undefined) }),
    ),
  }),
  panels: z
    .array(
      z.object({
        title: z.string(),
        targets: z.array(targetSchema).nonempty(),
        options: z.object({ xField: z.string().optional() }),
        transformations: z.array(z.object({ options: transformationSchema })).optional(),
      }),
    )
    .nonempty(),
})

/**
 * What Grafana makes of a text before it is sent: `$name` and `${name}` are what was chosen, several in braces; `${name:doublequote}`
 * is a list of JSON strings. Names that the dashboard does not have stay.
 */
function interpolate(text: string, chosen: ReadonlyMap<string, readonly string[]>): string {
  return text.replace(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g, (match, plain?: string, braced?: string, format?: string) => {
    const values = chosen.get(plain ?? braced ?? '')
    if (values === undefined) return match
    if (format === 'doublequote') return values.map((value) => JSON.stringify(value)).join(',')
    return values.length > 1 ? `{${values.join(',')}}` : (values[0] ?? '')
  })
}

/** What a path with dots leads to; undefined where there is nothing. */
function follow(value: unknown, path: string): unknown {
  return path.split('.').reduce<Data>((at, name) => at?.[name], value)
}

const isText = (value: unknown): boolean => typeof value === 'string' || Number.isInteger(value)
const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** Scores change a little with every better extraction; what is shown of them need not be the last. */
function withoutDecimals(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'number' && !Number.isInteger(part) ? 'a score' : part,
  )
}
