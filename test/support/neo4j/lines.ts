// The version lines of Neo4j that Paperloom supports, and what each needs to be run. A new line is one entry here.

/** A version line, as people call it. */
export type LineName = '5.26' | '2026'

export interface Neo4jLine {
  readonly name: LineName
  /** Tag of the official image. It follows the newest release of the line. */
  readonly image: string
  /** The release that is run from Maven artifacts, where no Docker engine is. */
  readonly version: string
  readonly mainClass: string
  /** Major versions of Java that the release runs on, both included. */
  readonly java: { readonly from: number; readonly to: number }
  /** Environment variable that names a server of this line which runs already. */
  readonly uriVariable: string
}

export const NEO4J_LINES: readonly Neo4jLine[] = [
  {
    name: '5.26',
    image: 'neo4j:5.26-community',
    version: '5.26.31',
    mainClass: 'org.neo4j.server.CommunityEntryPoint',
    java: { from: 17, to: 21 },
    uriVariable: 'NEO4J_TEST_URI',
  },
  {
    name: '2026',
    image: 'neo4j:2026-community',
    version: '2026.09.0',
    mainClass: 'org.neo4j.server.Neo4jCommunity',
    java: { from: 21, to: 25 },
    uriVariable: 'NEO4J_TEST_URI_2026',
  },
]

/** Release of the Neo4j Browser that the Maven server serves. The images bring their own. */
export const BROWSER_VERSION = '5.24.0'

/** Finds a line by its name; throws a RangeError that lists the known ones. */
export function findLine(name: string): Neo4jLine {
  const line = NEO4J_LINES.find((line) => line.name === name)
  if (!line) throw new RangeError(`No Neo4j line "${name}". Known: ${NEO4J_LINES.map((line) => line.name).join(', ')}.`)
  return line
}

/** Tells whether a server's version (`5.26.31`, `2026.09.0`) belongs to a line. */
export function isOfLine(version: string, line: Neo4jLine): boolean {
  return version === line.name || version.startsWith(`${line.name}.`) || version.startsWith(`${line.name}-`)
}
