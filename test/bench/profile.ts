// What Neo4j does for each call of the benchmark of traversals: the database hits of its statements, and operators to look at.
import type { ProfiledPlan } from 'neo4j-driver'
import type { StoreAddress } from '../../src/stores/open.ts'
import { openNeo4j } from '../../src/stores/neo4j/index.ts'
import { fillStore, listCalls } from './traversals.ts'

/** What reads everything, joins everything with everything, or waits for everything. */
const NOTABLE = /^(AllNodesScan|NodeByLabelScan|CartesianProduct|Eager)(?=@|$)/

/** Profiles one call each, a line of the report at a time. */
export async function* profileTraversals(address: StoreAddress, papers: number): AsyncGenerator<string> {
  const { url: uri, user = 'neo4j', password = '' } = address
  const plans: (readonly [string, ProfiledPlan])[] = []
  const heard = (name: string, plan: ProfiledPlan) => void plans.push([name, plan])
  await using store = await openNeo4j({ uri, user, password, readTimeout: 60_000, onProfile: heard })
  await fillStore(store, papers)
  yield `${'call: its statements'.padEnd(56)}${'hits'.padStart(9)}  operators to look at, with their rows`
  for (const [name, call] of await listCalls(store, papers)) {
    plans.length = 0
    await call(1)
    yield name
    for (const [statement, plan] of plans) {
      const operators = operatorsOf(plan)
      const hits = operators.reduce((sum, { dbHits }) => sum + dbHits, 0)
      const notable = operators
        .filter(({ operatorType }) => NOTABLE.test(operatorType))
        .map(({ operatorType, rows }) => `${operatorType.replace(/@.*/, '')} ${rows}`)
      yield `  ${statement.padEnd(54)}${String(hits).padStart(9)}  ${notable.join(', ')}`.trimEnd()
    }
  }
}

function operatorsOf(plan: ProfiledPlan): readonly ProfiledPlan[] {
  return [plan, ...plan.children.flatMap(operatorsOf)]
}
