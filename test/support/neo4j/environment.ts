// First strategy: a server that runs already and is named in the environment.
import { z } from 'zod'
import { askVersion, claimDatabase } from './database.ts'
import { startGuard } from './guarded.ts'
import { isOfLine } from './lines.ts'
import { NEO4J_USER, NotPossibleHere } from './server.ts'
import type { Strategy } from './server.ts'

const variables = z.object({
  NEO4J_TEST_USER: z.string().min(1).default(NEO4J_USER),
  NEO4J_TEST_PASSWORD: z.string().default(''),
})

/** Uses the server that `NEO4J_TEST_URI` (5.26) or `NEO4J_TEST_URI_2026` names, if it is of that line and empty. */
export function namedInEnvironment(environment: NodeJS.ProcessEnv): Strategy {
  return {
    name: 'environment',
    remedy: (line) => `set ${line.uriVariable} and NEO4J_TEST_PASSWORD to an empty Neo4j ${line.name}`,
    async start({ line }) {
      const uri = environment[line.uriVariable]
      if (!uri) throw new NotPossibleHere(`${line.uriVariable} is not set`)
      const { NEO4J_TEST_USER: user, NEO4J_TEST_PASSWORD: password } = variables.parse(environment)
      const access = { uri, user, password, claim: null }
      const version = await askVersion(access).catch((cause: unknown) => {
        throw new NotPossibleHere(`${uri}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
      })
      if (!isOfLine(version, line)) throw new NotPossibleHere(`${uri} is Neo4j ${version}, not ${line.name}`)
      const claimed = await claimDatabase(access)
      const guard = startGuard({ release: claimed })
      return {
        access: claimed,
        version,
        browser: null,
        origin: `${line.uriVariable} (${uri})`,
        async awaitEnd() {
          guard.hold()
          return guard.exited
        },
        stop: async () => guard.end(),
      }
    },
  }
}
