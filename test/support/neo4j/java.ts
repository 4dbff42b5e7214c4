// Finds a Java on this machine that a release of Neo4j runs on.
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { NotPossibleHere } from './server.ts'

const run = promisify(execFile)

/** Where Linux distributions and macOS put their Java installations. */
const INSTALLATIONS = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines']

/** Reads the major version out of a `release` file or of what `java -version` prints; null when there is none. */
export function parseJavaMajor(text: string): number | null {
  const version = /(?:JAVA_VERSION=|version )"(?:1\.)?(\d+)/u.exec(text)?.[1]
  return version === undefined ? null : Number(version)
}

async function majorOfHome(home: string): Promise<number | null> {
  try {
    return parseJavaMajor(await readFile(join(home, 'release'), 'utf8'))
  } catch {
    return majorOfCommand(join(home, 'bin', 'java'))
  }
}

async function majorOfCommand(command: string): Promise<number | null> {
  try {
    const { stdout, stderr } = await run(command, ['-version'], { timeout: 10_000 })
    return parseJavaMajor(stderr + stdout)
  } catch {
    return null
  }
}

async function listHomes(): Promise<string[]> {
  const homes: string[] = []
  for (const folder of INSTALLATIONS) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.toSorted((a, b) => (a < b ? -1 : 1)))
      homes.push(join(folder, name), join(folder, name, 'Contents', 'Home'))
  }
  return homes
}

/** The first fitting `java`: of JAVA_HOME, on the PATH, then among the installations. Throws {@link NotPossibleHere}. */
export async function findJava(range: { from: number; to: number }, environment: NodeJS.ProcessEnv): Promise<string> {
  const seen: number[] = []
  const fits = (major: number | null): boolean => {
    if (major !== null) seen.push(major)
    return major !== null && major >= range.from && major <= range.to
  }
  const home = environment['JAVA_HOME']
  if (home && fits(await majorOfHome(home))) return join(home, 'bin', 'java')
  if (fits(await majorOfCommand('java'))) return 'java'
  for (const candidate of await listHomes()) {
    if (fits(await majorOfHome(candidate))) return join(candidate, 'bin', 'java')
  }
  const found = seen.length > 0 ? `found ${[...new Set(seen)].join(', ')}` : 'found none'
  throw new NotPossibleHere(`it needs Java ${range.from} to ${range.to} (${found})`)
}
