// A server as a process of its own over the engine under test: what can be killed, and whose memory can be looked at.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { openStore } from '../../../src/stores/open.ts'
import { currentEngine } from '../../support/engines.ts'

const BIN = join(import.meta.dirname, '../../../src/cli/bin.js')

/** A graph that several processes can open. */
export interface SharedGraph extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>
}

/** Makes an empty graph, lets `fill` write to it, and closes it again. */
export async function createSharedGraph(fill: (store: GraphStore) => Promise<unknown>): Promise<SharedGraph> {
  if (currentEngine().name === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'paperloom-server-'))
    const url = `sqlite:${join(folder, 'graph.db')}`
    await using store = await openStore({ url })
    await fill(store)
    const environment = { PAPERLOOM_STORE: url }
    return { environment, [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const access = inject('neo4j')
  if (access === null) throw new Error('There is no server.')
  const store = await currentEngine().openEmpty()
  await fill(store)
  const environment = { PAPERLOOM_STORE: access.uri, NEO4J_USER: access.user, NEO4J_PASSWORD: access.password }
  return { environment, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  /** Exit code or signal, once it has ended. */
  readonly ended: Promise<number | string | null>
  /** What it wrote to its log. */
  log(): string
  kill(signal: NodeJS.Signals): void
  post(body: string): Promise<Response>
  ask(query: string, variables?: object): Promise<Response>
  /** Resident memory in bytes and open descriptors; `null` where the system does not tell. */
  footprint(): { readonly memory: number; readonly descriptors: number } | null
}

/**
 * Little room for the heap: with plenty, V8 lets garbage lie for hundreds of megabytes before it looks, and nobody could tell that from
 * a leak. What leaks ends the process here.
 */
const SMALL_HEAP = ['--max-old-space-size=160', '--max-semi-space-size=8']

/** Starts `paperloom serve` in production and waits until it listens. */
export async function startProcess({ environment }: SharedGraph): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...SMALL_HEAP, BIN, 'serve', '--port', '0'], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PAPERLOOM_RATE_LIMIT: '0', ...environment },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? null)
  while (!said.stdout.includes('Ctrl-C')) {
    if (child.exitCode !== null) throw new Error(`The server did not start: ${said.stderr}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const [url = ''] = /http:\S+(?=\/graphql)/.exec(said.stdout) ?? []
  const post = (body: string) =>
    fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return {
    url,
    ended,
    log: () => said.stderr,
    kill: (signal) => void child.kill(signal),
    post,
    ask: (query, variables = {}) => post(JSON.stringify({ query, variables })),
    footprint: () => readFootprint(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function readFootprint(pid: number): { memory: number; descriptors: number } | null {
  if (process.platform !== 'linux') return null
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { memory: Number(kilobytes) * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
}
