// Starts the Neo4j servers of a test run: one for each version line that a project of this run needs, all at once.
import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { inDocker } from './neo4j/docker.ts'
import { namedInEnvironment } from './neo4j/environment.ts'
import { inLocalJava } from './neo4j/jvm.ts'
import { NEO4J_LINES, findLine } from './neo4j/lines.ts'
import type { LineName } from './neo4j/lines.ts'
import type { Neo4jServer } from './neo4j/server.ts'
import { NoNeo4jError, startNeo4j } from './neo4j/start.ts'

interface Shared {
  readonly server: Promise<Neo4jServer | null>
  users: number
}

// Each project may load this file anew, but all of them share their servers.
const holder = globalThis as typeof globalThis & { paperloomTestServers?: Map<LineName, Shared> }
const servers = (holder.paperloomTestServers ??= new Map())

function isRequired(environment: NodeJS.ProcessEnv): boolean {
  const isSet = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value)
  return isSet(environment['CI']) || isSet(environment['NEO4J_TEST_REQUIRED'])
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

async function startServer(line: LineName): Promise<Neo4jServer | null> {
  const request = { line: findLine(line), password: randomBytes(12).toString('hex'), ports: null, data: null, say }
  try {
    return await startNeo4j(request, [namedInEnvironment(process.env), inDocker, inLocalJava])
  } catch (error) {
    if (!(error instanceof NoNeo4jError) || isRequired(process.env)) throw error
    const bar = '!'.repeat(100)
    say(
      `\n${bar}\n${error.message}\nTESTS ON NEO4J ${line} ARE SKIPPED. (With CI=true or NEO4J_TEST_REQUIRED=true they fail.)\n${bar}\n`,
    )
    return null
  }
}

function share(line: LineName): Shared {
  const known = servers.get(line)
  if (known) return known
  const server = startServer(line)
  server.catch(() => undefined) // Whoever awaits it sees the error; nobody may.
  const shared = { server, users: 0 }
  servers.set(line, shared)
  return shared
}

/** The lines that the projects of this run need. A project's own set-up only hears of itself, so ask the files. */
function linesOfRun({ vitest }: TestProject): LineName[] {
  const files = vitest.state.getPaths()
  return NEO4J_LINES.map(({ name }) => name).filter((line) =>
    vitest.projects.some(
      (project) =>
        project.getProvidedContext().neo4jLine === line && files.some((file) => project.matchesTestGlob(file)),
    ),
  )
}

/** Vitest calls this once for each project that has something to run, one project after the other. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const line of linesOfRun(project)) share(line)
  const shared = share(project.getProvidedContext().neo4jLine)
  shared.users += 1
  const server = await shared.server
  project.provide('neo4j', server?.access ?? null)
  return async () => {
    shared.users -= 1
    if (shared.users === 0) await server?.stop()
  }
}
