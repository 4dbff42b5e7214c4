// What is said when no Neo4j can be had.
import { describe, expect, it } from 'vitest'
import { namedInEnvironment } from '../../../support/neo4j/environment.ts'
import { findLine } from '../../../support/neo4j/lines.ts'
import { NoNeo4jError, startNeo4j } from '../../../support/neo4j/start.ts'

const request = { password: 'secret-enough', ports: null, data: null, say: () => undefined }

describe('startNeo4j', () => {
  it.each([
    ['5.26', 'NEO4J_TEST_URI'],
    ['2026', 'NEO4J_TEST_URI_2026'],
  ] as const)('names what was tried for %s, and the remedy', async (name, variable) => {
    const starting = startNeo4j({ ...request, line: findLine(name) }, [namedInEnvironment({})])
    await expect(starting).rejects.toThrow(NoNeo4jError)
    await expect(starting).rejects.toThrow(
      [
        `Neo4j ${name} could not be started.`,
        'Tried:',
        `  - environment: ${variable} is not set`,
        'Any one of these helps:',
        `  - set ${variable} and NEO4J_TEST_PASSWORD to an empty Neo4j ${name}`,
      ].join('\n'),
    )
  })

  it('takes an empty variable for one that is not set', async () => {
    const strategies = [namedInEnvironment({ NEO4J_TEST_URI: '' })]
    await expect(startNeo4j({ ...request, line: findLine('5.26') }, strategies)).rejects.toThrow(
      'NEO4J_TEST_URI is not set',
    )
  })
})
