// How a server stands load: a process over a graph, 50 callers, then 8 attackers beside them, then hours if asked for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { leaksOf } from '../api/leaks.ts'
import { QUERY, ownQuery, putLoad, quantile } from '../support/load.ts'
import type { Load } from '../support/load.ts'
import { startServerProcess } from '../support/server-process.ts'
import type { ServerProcess } from '../support/server-process.ts'

const BIN = join(import.meta.dirname, '../../src/cli/bin.js')

interface ServerBench {
  /** Where the graph is, as `PAPERLOOM_STORE` says it; without it, the sample papers in SQLite. */
  readonly store: string | null
  readonly callers: number
  readonly attackers: number
  readonly seconds: number
  /** Minutes under the callers' load, after all else. */
  readonly soak: number
}

/** Measures, a line of the report at a time. */
export async function* benchServer({ store, callers, attackers, seconds, soak }: ServerBench): AsyncGenerator<string> {
  const folder = mkdtempSync(join(tmpdir(), 'paperloom-bench-'))
  try {
    const environment = { ...process.env, PAPERLOOM_STORE: store ?? ingestSample(folder), NODE_ENV: 'production' }
    await using server = await startServerProcess(environment)
    const usual = await (await server.ask(QUERY)).text()
    const usualOwn = await (await server.ask(ownQuery(0))).text()
    const fresh = server.footprint()
    const load: Load = { callers, attackers: 0, milliseconds: seconds * 1_000, usual, leaksOf }
    yield `callers ask ${QUERY}`
    yield `each its own: ${ownQuery(0)}, and so on`
    yield `${''.padEnd(34)}${['per s', 'p50 ms', 'p99 ms', 'most', 'wrong', 'MB', 'files'].map((name) => name.padStart(8)).join('')}`
    yield `${'at rest, one answer given'.padEnd(74)}${describeFootprint(server)}`
    yield await measure(server, `${callers} callers`, load)
    yield await measure(server, `${callers} callers, ${attackers} attackers`, { ...load, attackers })
    yield await measure(server, `${callers} callers, each its own`, { ...load, own: true, usual: usualOwn })
    yield await measure(server, `${callers} callers again`, load)
    await new Promise((resolve) => setTimeout(resolve, 15_000))
    yield `${'15 s later'.padEnd(74)}${describeFootprint(server)}`
    if (fresh !== null) yield `memory has grown by ${megabytes((server.footprint()?.memory ?? 0) - fresh.memory)} MB`
    if (soak > 0) yield* measureSoak(server, load, soak)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Holds the load for some minutes and looks at the memory every five seconds; what the first three do is warming up. */
async function* measureSoak(server: ServerProcess, load: Load, minutes: number): AsyncGenerator<string> {
  const places: { readonly minute: number; readonly memory: number }[] = []
  const began = performance.now()
  const timer = setInterval(() => {
    const footprint = server.footprint()
    const minute = (performance.now() - began) / 60_000
    if (footprint !== null && minute > 3) places.push({ minute, memory: footprint.memory })
  }, 5_000)
  for (let minute = 1; minute <= minutes; minute++)
    yield await measure(server, `minute ${minute} of ${minutes}`, { ...load, milliseconds: 60_000 })
  clearInterval(timer)
  yield `after minute 3 memory changed by ${megabytes(slopeOf(places))} MB a minute (least squares over ${places.length} looks)`
}

async function measure(server: ServerProcess, name: string, load: Load): Promise<string> {
  const { times, odd } = await putLoad(server, load)
  const figures = [
    times.length / (load.milliseconds / 1_000),
    quantile(times, 0.5),
    quantile(times, 0.99),
    times.at(-1) ?? 0,
  ]
  const columns = [...figures.map((figure) => figure.toFixed(0)), String(odd.length)].map((text) => text.padStart(8))
  return `${name.padEnd(34)}${columns.join('')}${describeFootprint(server)}${odd[0] === undefined ? '' : `  ${odd[0]}`}`
}

function describeFootprint(server: ServerProcess): string {
  const footprint = server.footprint()
  if (footprint === null) return ''
  return `${megabytes(footprint.memory).padStart(8)}${String(footprint.descriptors).padStart(8)}`
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

/** Bytes a minute, by ordinary least squares. */
function slopeOf(places: readonly { readonly minute: number; readonly memory: number }[]): number {
  const mean = (of: (place: (typeof places)[number]) => number) =>
    places.reduce((sum, one) => sum + of(one), 0) / places.length
  const [minute, memory] = [mean((one) => one.minute), mean((one) => one.memory)]
  const spread = places.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0)
  return places.reduce((sum, one) => sum + (one.minute - minute) * (one.memory - memory), 0) / spread
}

function ingestSample(folder: string): string {
  const store = `sqlite:${join(folder, 'graph.db')}`
  const sample = join(import.meta.dirname, '../../ingest/samples/landmarks.jsonl')
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'ingest', sample, '--store', store], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return store
}
