// `npm run neo4j`: a Neo4j for development, whose data stay in .paperloom/neo4j. Ctrl-C ends it.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { inDocker } from './neo4j/docker.ts'
import { inLocalJava } from './neo4j/jvm.ts'
import { NEO4J_LINES, findLine } from './neo4j/lines.ts'
import { isFreePort } from './neo4j/ports.ts'
import { WrongPasswordError } from './neo4j/server.ts'
import type { Neo4jServer } from './neo4j/server.ts'
import { NoNeo4jError, startNeo4j } from './neo4j/start.ts'

const SHORTEST_PASSWORD = 8

const choices = z.object({ line: z.string(), boltPort: z.number(), httpPort: z.number() })
type Choices = z.infer<typeof choices>

/** Something that the person who started this can put right. */
class UsageError extends Error {
  override name = 'UsageError'
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('A port is 1 to 65535.')
  return port
}

function readChoices(argv: readonly string[]): Choices {
  const lines = NEO4J_LINES.map((line) => line.name)
  const command = new Command('npm run neo4j --')
    .description('Runs a Neo4j for development, in Docker or else in a local Java. Its data stay in .paperloom/neo4j.')
    .addOption(new Option('--line <line>', 'version line').choices(lines).default(lines[0]))
    .option('--bolt-port <port>', 'port for Paperloom', parsePort, 7687)
    .option('--http-port <port>', 'port for the Neo4j Browser', parsePort, 7474)
    .addHelpText(
      'after',
      '\nEnvironment:\n  NEO4J_PASSWORD  the password; without it one is made at the first start, kept, and printed',
    )
    .parse(argv)
  return choices.parse(command.opts())
}

async function refuseTakenPorts({ boltPort, httpPort }: Choices): Promise<void> {
  for (const [port, flag] of [
    [boltPort, '--bolt-port'],
    [httpPort, '--http-port'],
  ] as const) {
    if (await isFreePort(port)) continue
    throw new UsageError(`Port ${port} is taken, perhaps by a Neo4j that runs already. Choose another: ${flag} <port>.`)
  }
}

async function choosePassword(file: string): Promise<string> {
  const given = process.env['NEO4J_PASSWORD']
  if (given) {
    if (given.length >= SHORTEST_PASSWORD) return given
    throw new UsageError(`NEO4J_PASSWORD is too short: Neo4j wants ${SHORTEST_PASSWORD} characters or more.`)
  }
  return readFile(file, 'utf8').catch(() => randomBytes(9).toString('base64url'))
}

function describeServer({ access, browser, version }: Neo4jServer, folder: string): string {
  const { uri, user, password } = access
  return [
    '',
    `  Neo4j ${version}`,
    `  Bolt      ${uri}`,
    `  Browser   ${browser ?? 'none'}`,
    `  User      ${user}`,
    `  Password  ${password}`,
    `  Data      ${folder}`,
    '',
    'For Paperloom, in another terminal:',
    `  export PAPERLOOM_STORE=${uri} NEO4J_USER=${user} NEO4J_PASSWORD='${password.replaceAll("'", String.raw`'\''`)}'`,
    '',
    'Ctrl-C ends it.',
  ].join('\n')
}

/** Starts the server and stays until a signal or the server itself ends it. Resolves with the exit code. */
async function runServer(chosen: Choices): Promise<number> {
  const folder = resolve('.paperloom', 'neo4j', chosen.line)
  const passwordFile = join(folder, 'password')
  await refuseTakenPorts(chosen)
  const password = await choosePassword(passwordFile)
  const ports = { bolt: chosen.boltPort, http: chosen.httpPort }
  const request = { line: findLine(chosen.line), password, ports, data: join(folder, 'data'), say: console.error }
  const asked = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(null))
  })
  await mkdir(folder, { recursive: true })
  const starting = startNeo4j(request, [inDocker, inLocalJava])
  const server = await Promise.race([starting, asked])
  // Whatever has been started by now ends with this process.
  if (server === null) return 130
  await writeFile(passwordFile, password, { mode: 0o600 })
  console.log(describeServer(server, folder))
  const lastWords = await Promise.race([server.awaitEnd(), asked])
  if (lastWords !== null) console.error(`Neo4j ended by itself: ${lastWords}`)
  else console.error('\nEnding Neo4j …')
  await server.stop()
  return lastWords === null ? 0 : 1
}

function describeFailure(error: unknown): string {
  if (error instanceof WrongPasswordError) {
    return `${error.message}. Set NEO4J_PASSWORD to the one they were made with, or remove that folder of .paperloom/neo4j.`
  }
  if (error instanceof UsageError || error instanceof NoNeo4jError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  process.exit(await runServer(readChoices(process.argv)))
} catch (error) {
  console.error(describeFailure(error))
  process.exit(1)
}
