// `docker compose up` for real: Neo4j, the API from the image that this tree builds, and one ingestion.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findFreePorts } from '../support/neo4j/ports.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROJECT = `paperloom-test-${process.pid}`
const SAMPLE_PAPERS = 140

/** Runs a program and answers what it wrote; throws with what it said where it fails. */
function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, ...env } } as const
  const { status, stdout, stderr, error } = spawnSync(program, args, options)
  if (status === 0) return stdout
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`)
}

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** Compose as a plugin of Docker or as a program of its own; `null` where there is neither, or no engine. */
function findCompose(): readonly [string, ...string[]] | null {
  if (!succeeds('docker', ['info'])) return null
  if (succeeds('docker', ['compose', 'version'])) return ['docker', 'compose']
  return succeeds('docker-compose', ['version']) ? ['docker-compose'] : null
}

const compose = findCompose()
if (compose === null) console.warn('No Docker engine with Compose was found: docker-compose.yml is not tried.')

describe.skipIf(compose === null)('docker compose up', () => {
  const env: Record<string, string> = {}
  const [program, ...first] = compose ?? ['docker']
  const dockerCompose = (...args: readonly string[]) => run(program, [...first, '-p', PROJECT, ...args], env)
  const containerOf = (service: string) => dockerCompose('ps', '-q', service).trim()

  beforeAll(async () => {
    const [api, bolt, browser] = await findFreePorts(3)
    Object.assign(env, { API_PORT: `${api}`, BOLT_PORT: `${bolt}`, BROWSER_PORT: `${browser}` })
    dockerCompose('up', '-d', '--build')
  }, 900_000)
  afterAll(() => {
    dockerCompose('down', '-v')
  }, 120_000)

  test('ingests the sample once, and the API answers from it', async () => {
    const ended = run('docker', ['wait', containerOf('ingest')]).trim()
    expect([ended, run('docker', ['logs', containerOf('ingest')])]).toEqual([
      '0',
      expect.stringContaining('140 papers'),
    ])
    const response = await fetch(`http://127.0.0.1:${env['API_PORT']}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ stats { papers } entity(name: "overparametrised") { name paperCount } }' }),
    })
    expect(await response.json()).toEqual({
      data: {
        stats: { papers: SAMPLE_PAPERS },
        entity: { name: 'overparameterization', paperCount: expect.any(Number) },
      },
      extensions: { cost: expect.anything() },
    })
  }, 300_000)

  test('serves the Neo4j Browser', async () => {
    expect((await fetch(`http://127.0.0.1:${env['BROWSER_PORT']}/browser/`)).status).toBe(200)
  })

  test('the API runs without privileges, on a file system that it cannot change', () => {
    const api = containerOf('api')
    const identity = z.coerce.number().parse(run('docker', ['exec', api, 'id', '-u']).trim())
    expect(identity).toBeGreaterThan(0)
    expect(() => run('docker', ['exec', api, 'touch', '/app/x'])).toThrow(/read-only/i)
    expect(run('docker', ['exec', api, 'grep', 'CapEff', '/proc/1/status'])).toMatch(/0{16}/)
    expect(() => run('docker', ['exec', api, 'ls', '/app/node_modules/vitest'])).toThrow(/No such file/)
  })
})
