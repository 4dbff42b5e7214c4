// Runs queries as the Neo4j Browser would: parameters set by a command, then the text.
import neo4j from 'neo4j-driver'
import type { Neo4jAccess } from './server.ts'

/** A query with the command that sets its parameters. */
export interface BrowserQuestion {
  readonly command: string
  readonly cypher: string
}

/** The column `value` of the one row that each query answers. Throws when one answers none, or several. */
export async function valuesInBrowser(
  { uri, user, password }: Neo4jAccess,
  questions: readonly BrowserQuestion[],
): Promise<readonly unknown[]> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true })
  const values: unknown[] = []
  try {
    for (const { command, cypher } of questions) {
      // The Browser reads the map of `:params` as Cypher.
      const map = command.replace(/^:params /, '')
      const { records: set } = await driver.executeQuery(`RETURN ${map} AS parameters`)
      const { records } = await driver.executeQuery(cypher, set[0]?.get('parameters'))
      if (records.length !== 1) throw new Error(`${records.length} rows instead of one from\n${command}\n${cypher}`)
      values.push(records[0]?.get('value'))
    }
  } finally {
    await driver.close()
  }
  return values
}
