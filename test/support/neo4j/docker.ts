// Second strategy: the official image in a Docker engine.
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { Neo4jContainer } from '@testcontainers/neo4j'
import type { StartedNeo4jContainer } from '@testcontainers/neo4j'
import { ImageName, getContainerRuntimeClient } from 'testcontainers'
import { awaitServer } from './database.ts'
import { withinSeconds } from './deadline.ts'
import { startGuard } from './guarded.ts'
import { NEO4J_USER, NotPossibleHere, WrongPasswordError, graceOf, lastLines } from './server.ts'
import type { Neo4jRequest, Strategy } from './server.ts'

const PROBE_SECONDS = 10
const PULL_SECONDS = 120
const START_SECONDS = 90

/** Setting names as the image wants them: dots as underscores, underscores doubled. */
const SETTINGS = {
  NEO4J_server_memory_heap_initial__size: '128m',
  NEO4J_server_memory_heap_max__size: '768m',
  NEO4J_server_memory_pagecache_size: '128m',
}

/** A container whose ports are chosen by us, and open to this machine only. */
class ContainerOnPorts extends Neo4jContainer {
  withPorts(ports: NonNullable<Neo4jRequest['ports']>): this {
    this.hostConfig.PortBindings = {
      '7687/tcp': [{ HostIp: '127.0.0.1', HostPort: String(ports.bolt) }],
      '7474/tcp': [{ HostIp: '127.0.0.1', HostPort: String(ports.http) }],
    }
    return this.withEnvironment({ NEO4J_server_bolt_advertised__address: `127.0.0.1:${ports.bolt}` })
  }
}

async function findEngine(): Promise<Awaited<ReturnType<typeof getContainerRuntimeClient>>> {
  try {
    return await withinSeconds(PROBE_SECONDS, getContainerRuntimeClient())
  } catch (cause) {
    throw new NotPossibleHere('no Docker engine answers', { cause })
  }
}

async function ensureImage({ line, say }: Neo4jRequest): Promise<void> {
  const { image: images } = await findEngine()
  const image = ImageName.fromString(line.image)
  if (await images.exists(image)) return
  say(`pulling ${line.image}`)
  try {
    await withinSeconds(PULL_SECONDS, images.pull(image))
  } catch (cause) {
    throw new NotPossibleHere(`the image ${line.image} is not here and cannot be pulled`, { cause })
  }
  // A pull that breaks off midway ends without an error.
  if (!(await images.exists(image))) throw new NotPossibleHere(`the image ${line.image} could not be pulled whole`)
}

async function describeContainer(request: Neo4jRequest, name: string, output: string[]): Promise<Neo4jContainer> {
  const container = new ContainerOnPorts(request.line.image)
    .withName(name)
    .withPassword(request.password)
    .withEnvironment(SETTINGS)
    .withStartupTimeout(START_SECONDS * 1000)
    .withLogConsumer((stream) => stream.setEncoding('utf8').on('data', (text: string) => output.push(text)))
  if (request.ports) container.withPorts(request.ports)
  if (request.data !== null) {
    await mkdir(request.data, { recursive: true })
    container.withBindMounts([{ source: request.data, target: '/data' }])
    // Files in the folder should belong to whoever started this. As root, the image picks its own user.
    const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
    if (user !== 0) container.withUser(`${user}:${group}`)
  }
  return container
}

function addressesOf(
  container: StartedNeo4jContainer,
  ports: Neo4jRequest['ports'],
): { bolt: string; browser: string } {
  // Chosen ports are open on 127.0.0.1 alone, and `localhost` may mean ::1.
  if (ports) return { bolt: `bolt://127.0.0.1:${ports.bolt}`, browser: `http://127.0.0.1:${ports.http}/browser/` }
  return { bolt: container.getBoltUri().replace(/\/$/u, ''), browser: `${container.getHttpUri()}browser/` }
}

export const inDocker: Strategy = {
  name: 'Docker',
  remedy: (line) => `start Docker, and make sure that it has or can pull ${line.image}`,
  async start(request) {
    await ensureImage(request)
    // Our own guard removes the container, also after a crash, so that no further image is needed for that.
    process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true'
    const name = `paperloom-neo4j-${randomUUID()}`
    const guard = startGuard({ container: name, grace: graceOf(request) })
    const output: string[] = []
    try {
      const container = await (await describeContainer(request, name, output)).start()
      const { bolt, browser } = addressesOf(container, request.ports)
      const access = { uri: bolt, user: NEO4J_USER, password: request.password, claim: null }
      const deadline = Date.now() + START_SECONDS * 1000
      const version = await awaitServer(access, () => Date.now() < deadline)
      return {
        access,
        version,
        browser,
        origin: `Docker (${request.line.image})`,
        async awaitEnd() {
          const { container: containers } = await findEngine()
          await containers.getById(container.getId()).wait()
          return `the container ended:\n${lastLines(output.join(''))}`
        },
        stop: async () => guard.end(),
      }
    } catch (error) {
      await guard.end()
      if (error instanceof WrongPasswordError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`${reason}\n${lastLines(output.join(''))}`, { cause: error })
    }
  },
}
