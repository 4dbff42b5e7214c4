// Asks the API as a program would, without a socket: the whole of it, from the request to the answer.
import pino from 'pino'
import { z } from 'zod'
import type { Plugin } from 'graphql-yoga'
import { defaultAccess } from '../../src/access-settings.ts'
import type { Actor } from '../../src/graph/actor.ts'
import type { Services } from '../../schema/builder.ts'
import type { GraphReader } from '../../src/graph/reader.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'
import type { Limits } from '../../src/server/limits.ts'
import { createRateLimiter } from '../../src/server/rate-limit.ts'
import { createApi } from '../../src/server/yoga.ts'
import { browserText } from '../../src/stores/neo4j/explain.ts'
import { leaksOf } from './leaks.ts'

/** Whatever an answer holds, to be walked by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers have the shape of their query, which is made up on the fly
export type Data = any

/** The form of every answer. */
const answerSchema = z.object({
  data: z.any().default(null),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        locations: z.array(z.object({ line: z.number(), column: z.number() })).optional(),
        extensions: z.looseObject({ code: z.string() }),
      }),
    )
    .default([]),
})

/** Reads the body of an answer; throws when it is none, or gives away what no answer may, apart from what was `given`. */
export async function readAnswer(
  response: Response,
  ...given: readonly string[]
): Promise<z.infer<typeof answerSchema>> {
  const text = await response.text()
  const leaks = leaksOf(withoutCypher(text), ...given)
  if (leaks.length > 0) throw new Error(`An answer gives away ${leaks.join(', ')}: ${text}`)
  return answerSchema.parse(JSON.parse(text))
}

/** An explanation says the query that gives the same number, and is meant to. */
function withoutCypher(text: string): string {
  return text.replaceAll(/"(?:cypher|command|parameters)":"(?:[^"\\]|\\.)*"/g, '')
}

/** Every text within a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

type Result = z.infer<typeof answerSchema> & { readonly status: number }

export interface Client {
  /** Asks; the answer may hold errors. */
  ask(query: string, variables?: object): Promise<Result>
  /** Asks; throws when the answer holds errors. */
  data(query: string, variables?: object): Promise<Data>
}

/** A machine that runs many tests at once may be slow; what is tested is the answer. */
export const PATIENCE_MS = 30_000

export interface ClientOptions extends Partial<Services> {
  readonly limits?: Partial<Limits>
  readonly production?: boolean
  readonly plugins?: readonly Plugin[]
  /** Who asks; nobody in particular when absent. */
  readonly actor?: Actor | null
  /** Gets the lines of the log. */
  readonly onLog?: (line: string) => void
}

/** A reader whose answers cannot be changed: an engine gives one answer to all who ask for the same at a time. */
function unchangeable(reader: GraphReader): GraphReader {
  return new Proxy(reader, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, target, args)
        return answer instanceof Promise ? answer.then(freezeAll) : answer
      }
    },
  })
}

function freezeAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freezeAll(part)
  return Object.freeze(value)
}

/** Makes a client of an API over a graph. */
export function createClient(reader: GraphReader, options: ClientOptions = {}): Client {
  const { limits, production = false, plugins = [], actor = null, onLog = () => {}, ...services } = options
  const log = pino({ level: 'debug' }, { write: onLog })
  const api = createApi({
    reader: unchangeable(reader),
    access: defaultAccess(production),
    limiter: createRateLimiter(null),
    plugins,
    limits: { ...DEFAULT_LIMITS, queryMs: PATIENCE_MS, ...limits },
    services: { browserText, ...services },
  })

  async function ask(query: string, variables: object = {}): Promise<Result> {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
    const body = JSON.stringify({ query, variables })
    const response = await api.fetch(
      'http://localhost/graphql',
      { method: 'POST', headers, body },
      { log, actor, account: 'test', gone: new AbortController().signal },
    )
    return { status: response.status, ...(await readAnswer(response, query, ...textsIn(variables))) }
  }

  return {
    ask,
    async data(query, variables) {
      const { data, errors } = await ask(query, variables)
      if (errors.length > 0) throw new Error(`${errors.map(({ message }) => message).join('\n')}\nin ${query}`)
      return data
    },
  }
}
