// `paperloom serve` as a process of its own: what can be killed, and whose memory can be looked at.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const BIN = join(import.meta.dirname, '../../src/cli/bin.js')

/** What the npm scripts and the image start Node with. */
const NODE_FLAGS = ['--max-semi-space-size=4']

interface Footprint {
  /** Resident bytes. */
  readonly memory: number
  /** Open files and sockets. */
  readonly descriptors: number
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
  /** `null` where the system does not tell. */
  footprint(): Footprint | null
}

/** Starts it in production, without rate limits, and waits until it listens. The environment says where the graph is. */
export async function startServerProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...NODE_FLAGS, BIN, 'serve', '--port', '0'], {
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

function readFootprint(pid: number): Footprint | null {
  if (process.platform !== 'linux') return null
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { memory: Number(kilobytes) * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
}
