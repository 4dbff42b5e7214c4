// Tries the strategies one after the other and says plainly which one served, and why others did not.
import { NotPossibleHere, WrongPasswordError } from './server.ts'
import type { Neo4jRequest, Neo4jServer, Strategy } from './server.ts'

/** No strategy led to a server; the message says what was tried, and what would help. */
export class NoNeo4jError extends Error {
  override name = 'NoNeo4jError'
}

/** Half a sentence for what is merely not there; all that is known about what should have worked. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error instanceof NotPossibleHere ? error.message : error.message.trim().replaceAll('\n', '\n      ')
}

/** Starts the server that was asked for by the first strategy that can; throws {@link NoNeo4jError} when none can. */
export async function startNeo4j(request: Neo4jRequest, strategies: readonly Strategy[]): Promise<Neo4jServer> {
  const name = `Neo4j ${request.line.name}`
  const begin = Date.now()
  const reasons: string[] = []
  for (const strategy of strategies) {
    try {
      const server = await strategy.start({ ...request, say: (text) => request.say(`${name}: ${text} …`) })
      for (const reason of reasons) request.say(`${name}: not by ${reason}`)
      const seconds = Math.round((Date.now() - begin) / 1000)
      request.say(`${name}: ${server.origin}, ready in ${seconds} s`)
      return server
    } catch (error) {
      if (error instanceof WrongPasswordError) throw error
      reasons.push(`${strategy.name}: ${describeFailure(error)}`)
    }
  }
  const tried = reasons.map((reason) => `  - ${reason}`).join('\n')
  const remedies = strategies.map((strategy) => `  - ${strategy.remedy(request.line)}`).join('\n')
  throw new NoNeo4jError(`${name} could not be started.\nTried:\n${tried}\nAny one of these helps:\n${remedies}`)
}
