// Load on a server: callers who all ask the same and look at each answer, and others who mean harm.
import type { ServerProcess } from './server-process.ts'

/** What the callers ask. */
export const QUERY =
  '{ papers(first: 20) { totalCount nodes { title concepts(first: 5) { nodes { name paperCount } } } } }'

/** The same of each caller's own: equal answers, but no two callers ask the store for the same. */
export function ownQuery(caller: number): string {
  return QUERY.replace('first: 20', `first: 20, where: { year: { lte: ${3_000 + caller} } }`)
}

/** Requests that cost much to read or are meant to break something. The number makes each one new. */
const ATTACKS: readonly ((server: ServerProcess, n: number) => Promise<Response>)[] = [
  (server) =>
    server.ask(
      `{ ${'papers(first: 100) { nodes { concepts(first: 100) { nodes { id '.repeat(6)} ${'} } } } '.repeat(6)} }`,
    ),
  (server, n) => server.ask(`{ ${`a${n} `.repeat(900)} }`),
  (server, n) =>
    server.ask(
      `{ ...f0 } ${Array.from({ length: 24 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} x: nope${n} ...f${i + 1} }`).join(' ')}`,
    ),
  (server) => server.post('['.repeat(90_000)),
  (server) => server.post(' '.repeat(150_000)),
  (server, n) =>
    server.ask('query ($q: String!) { search(query: $q) { nodes { __typename } } }', {
      q: `${'(a* OR '.repeat(100)}${n}`,
    }),
  (server, n) => server.post(JSON.stringify({ query: `# ${n} ${'x'.repeat(9_900)}\n{` })),
  (server) => fetch(`${server.url}/graphql`, { headers: { accept: 'a/b,'.repeat(1_000) } }),
]

export interface Load {
  readonly callers: number
  readonly attackers: number
  readonly milliseconds: number
  /** Whether each caller asks its {@link ownQuery}; all ask {@link QUERY} when nothing is said. */
  readonly own?: boolean
  /** What the callers must get. */
  readonly usual: string
  /** What must be in no answer: names of leaks. */
  readonly leaksOf: (text: string) => readonly string[]
}

export interface Outcome {
  /** Milliseconds that each caller's request took, ascending. */
  readonly times: readonly number[]
  /** Answers that should not have been given, the first characters of each. */
  readonly odd: readonly string[]
}

/** Puts load on a server for a while; every caller and attacker asks again as soon as it has its answer. */
export async function putLoad(server: ServerProcess, load: Load): Promise<Outcome> {
  const until = performance.now() + load.milliseconds
  const times: number[] = []
  const odd: string[] = []
  const call = async (n: number) => {
    const began = performance.now()
    const response = await server.ask(load.own === true ? ownQuery(n % load.callers) : QUERY)
    const text = await response.text()
    times.push(performance.now() - began)
    if (response.status !== 200 || text !== load.usual) odd.push(`${response.status} ${text.slice(0, 200)}`)
  }
  const attack = async (n: number) => {
    const response = await ATTACKS[n % ATTACKS.length]?.(server, n)
    const text = (await response?.text()) ?? ''
    if ((response?.status ?? 500) >= 500 || load.leaksOf(text).length > 0)
      odd.push(`attack ${n % ATTACKS.length}: ${response?.status} ${text.slice(0, 300)}`)
  }
  const repeat = async (from: number, step: number, ask: (n: number) => Promise<void>) => {
    for (let n = from; performance.now() < until; n += step) await ask(n)
  }
  await Promise.all([
    ...Array.from({ length: load.callers }, (_, i) => repeat(i, load.callers, call)),
    ...Array.from({ length: load.attackers }, (_, i) => repeat(i, load.attackers, attack)),
  ])
  return { times: times.sort((a, b) => a - b), odd }
}

/** The time that a share of the requests stayed within, in milliseconds. */
export function quantile(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
}
