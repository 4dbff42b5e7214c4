// Fetches the jars of a Neo4j release through Maven, once for each user of this machine.
import { randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { startGuard } from './guarded.ts'
import { withinSeconds } from './deadline.ts'
import { BROWSER_VERSION } from './lines.ts'
import { NotPossibleHere } from './server.ts'

const FETCH_SECONDS = 900

/** A Maven project that depends on the server of a release and on the Browser that it serves. */
function writePom(version: string): string {
  const dependency = (group: string, artifact: string, version: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '<modelVersion>4.0.0</modelVersion>',
    '<groupId>paperloom</groupId><artifactId>neo4j</artifactId><version>1</version>',
    '<dependencies>',
    dependency('org.neo4j', 'neo4j', version),
    dependency('org.neo4j.app', 'neo4j-server', version),
    dependency('org.neo4j.client', 'neo4j-browser', BROWSER_VERSION),
    '</dependencies>',
    '</project>',
    '',
  ].join('\n')
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function copyJars(version: string, folder: string, draft: string): Promise<void> {
  await mkdir(draft, { recursive: true })
  await writeFile(join(draft, 'pom.xml'), writePom(version))
  const log = join(draft, 'maven.log')
  const args = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib']
  const guard = startGuard({ run: { command: 'mvn', args, cwd: draft, log }, remove: [draft] })
  try {
    const exit = await withinSeconds(FETCH_SECONDS, guard.exited)
    if (exit.includes('ENOENT')) throw new NotPossibleHere('it needs Maven (mvn) to fetch the server')
    if (exit !== '0') {
      const said =
        (await readFile(log, 'utf8')).split('\n').find((line) => line.includes('ERROR')) ?? `mvn ended with ${exit}`
      throw new NotPossibleHere(`Maven could not fetch the server: ${said.slice(0, 300)}`)
    }
    // The folder appears whole or not at all. If another run was faster, its folder is as good.
    await rename(join(draft, 'lib'), folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
  } finally {
    await guard.end()
  }
}

// Maven's own store is not made for two writers, so lines are fetched one after the other.
let lastFetch: Promise<unknown> = Promise.resolve()

/** The folder with the jars of a release. The first time this downloads about 170 MB. Throws {@link NotPossibleHere}. */
export async function fetchJars(
  version: string,
  environment: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<string> {
  const cache = join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'paperloom')
  const folder = join(cache, `neo4j-${version}`)
  if (await exists(folder)) return folder
  const fetchNext = async (): Promise<void> => {
    say(`fetching the Maven artifacts of Neo4j ${version} into ${folder}`)
    await copyJars(version, folder, join(cache, `.neo4j-${version}-${randomUUID()}`))
  }
  const fetched = lastFetch.then(fetchNext)
  lastFetch = fetched.catch(() => undefined)
  await fetched
  return folder
}
