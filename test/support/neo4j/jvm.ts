// Third strategy: the server's own Maven artifacts in a local Java, where no Docker engine is.
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchJars } from './artifacts.ts'
import { awaitServer } from './database.ts'
import { startGuard } from './guarded.ts'
import { findJava } from './java.ts'
import { findFreePorts } from './ports.ts'
import { NEO4J_USER, WrongPasswordError, graceOf, lastLines } from './server.ts'
import type { Neo4jRequest, Strategy } from './server.ts'

const START_SECONDS = 90

/** The flags that Neo4j's own start script gives to Java, and a heap that leaves room for two servers on a small machine. */
const JAVA_FLAGS = [
  '-Xms128m',
  '-Xmx768m',
  '-XX:+UseSerialGC',
  ...['java.nio', 'java.io', 'sun.nio.ch', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '--add-modules=jdk.incubator.vector',
]

type Ports = NonNullable<Neo4jRequest['ports']>

/** The content of neo4j.conf: this machine only, chosen ports, no report home. */
function writeConfiguration(ports: Ports, data: string): string {
  return [
    'server.default_listen_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${ports.bolt}`,
    `server.bolt.advertised_address=127.0.0.1:${ports.bolt}`,
    `server.http.listen_address=127.0.0.1:${ports.http}`,
    `server.http.advertised_address=127.0.0.1:${ports.http}`,
    `server.directories.data=${data}`,
    'server.memory.pagecache.size=128m',
    'dbms.usage_report.enabled=false',
    '',
  ].join('\n')
}

async function anyPorts(): Promise<Ports> {
  const [bolt = 0, http = 0] = await findFreePorts(2)
  return { bolt, http }
}

async function readEnd(log: string): Promise<string> {
  return lastLines(await readFile(log, 'utf8').catch(() => ''))
}

async function prepareHome(ports: Ports, data: string | null): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'paperloom-neo4j-'))
  await mkdir(join(home, 'conf'))
  await mkdir(data ?? join(home, 'data'), { recursive: true })
  await writeFile(join(home, 'conf', 'neo4j.conf'), writeConfiguration(ports, data ?? join(home, 'data')))
  return home
}

export const inLocalJava: Strategy = {
  name: 'local Java',
  remedy: ({ java }) => `install Maven (mvn) and Java ${java.from} to ${java.to}`,
  async start(request) {
    const { line, password } = request
    const java = await findJava(line.java, process.env)
    const jars = await fetchJars(line.version, process.env, request.say)
    const ports = request.ports ?? (await anyPorts())
    const home = await prepareHome(ports, request.data)
    const log = join(home, 'console.log')
    const args = [...JAVA_FLAGS, '-cp', join(jars, '*'), line.mainClass]
    args.push(`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`, '--console-mode')
    const run = { command: java, args, cwd: home, log }
    const guard = startGuard({ run, remove: [home], grace: graceOf(request) })
    const access = { uri: `bolt://127.0.0.1:${ports.bolt}`, user: NEO4J_USER, password, claim: null }
    const deadline = Date.now() + START_SECONDS * 1000
    let running = true
    const ended = guard.exited.then(async (exit) => {
      running = false
      return `it ended (${exit}):\n${await readEnd(log)}`
    })
    try {
      const version = await awaitServer(access, () => running && Date.now() < deadline)
      const browser = `http://127.0.0.1:${ports.http}/browser/`
      return {
        access,
        version,
        browser,
        origin: `${line.version} in a local Java`,
        async awaitEnd() {
          guard.hold()
          return ended
        },
        stop: async () => guard.end(),
      }
    } catch (cause) {
      const said = running ? `not ready after ${START_SECONDS} s:\n${await readEnd(log)}` : await ended
      await guard.end()
      throw cause instanceof WrongPasswordError ? cause : new Error(said, { cause })
    }
  },
}
