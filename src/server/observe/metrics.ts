// Figures for Prometheus. Labels come from closed lists, never from what a client sends.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { RUN_STATUSES } from '../../graph/runs.ts'
import type { GraphStats, Run } from '../../graph/runs.ts'
import type { OperationReport } from '../plugins/operations.ts'
import type { StoreObserver } from './observed-store.ts'

/** What is looked at when somebody asks for the figures. */
export interface Snapshot {
  readonly subscriptions: number
  /** `null` when the store did not answer, and so for the runs. */
  readonly stats: GraphStats | null
  /** The newest runs. */
  readonly runs: readonly Run[] | null
}

export interface Metrics {
  readonly contentType: string
  /** Times and counts calls of the store. */
  readonly observeStoreCall: StoreObserver
  countOperation(operation: OperationReport): void
  countRequest(method: string | undefined, path: string | undefined, status: number): void
  /** All figures in the text format of Prometheus. */
  render(snapshot: Snapshot): Promise<string>
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const COSTS = [1, 10, 100, 1_000, 10_000, 50_000]

const ROUTES = new Set(['/', '/graphql', '/health', '/ready', '/metrics'])
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** Makes the figures of one server, all at zero. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'paperloom_http_requests_total',
    help: 'Requests answered, of any kind.',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const operations = new Counter({
    name: 'paperloom_operations_total',
    help: 'GraphQL requests by the type of their operation and the code of their first error; OK is none.',
    labelNames: ['type', 'code'],
    registers,
  })
  const durations = new Histogram({
    name: 'paperloom_operation_duration_seconds',
    help: 'Seconds from the request to its result; for a subscription, to its beginning.',
    labelNames: ['type'],
    buckets: SECONDS,
    registers,
  })
  const costs = new Histogram({
    name: 'paperloom_operation_cost',
    help: 'Cost of operations: one for each root field and each node they may ask for.',
    labelNames: ['type'],
    buckets: COSTS,
    registers,
  })
  const calls = new Histogram({
    name: 'paperloom_store_call_duration_seconds',
    help: 'Seconds that calls of the store took, by method of the port.',
    labelNames: ['method'],
    buckets: SECONDS,
    registers,
  })
  const failures = new Counter({
    name: 'paperloom_store_failures_total',
    help: 'Calls of the store that threw, by method of the port.',
    labelNames: ['method'],
    registers,
  })
  const showSnapshot = createSnapshotGauges(registers)

  return {
    contentType: registry.contentType,
    async observeStoreCall(method, call) {
      const stop = calls.startTimer({ method })
      try {
        return await call()
      } catch (error) {
        failures.inc({ method })
        throw error
      } finally {
        stop()
      }
    },
    countOperation({ type, codes, cost, milliseconds }) {
      operations.inc({ type, code: codes[0] ?? 'OK' })
      durations.observe({ type }, milliseconds / 1_000)
      if (cost !== null) costs.observe({ type }, cost)
    },
    countRequest(method = '', path = '', status) {
      const route = ROUTES.has(path) ? path : 'other'
      requests.inc({ route, method: METHODS.has(method) ? method : 'other', status })
    },
    render(snapshot) {
      showSnapshot(snapshot)
      return registry.metrics()
    },
  }
}

function createSnapshotGauges(registers: Registry[]): (snapshot: Snapshot) => void {
  const open = new Gauge({ name: 'paperloom_open_subscriptions', help: 'Subscriptions that are open.', registers })
  const up = new Gauge({ name: 'paperloom_store_up', help: '1 when the store answered this scrape.', registers })
  const papers = new Gauge({ name: 'paperloom_papers', help: 'Papers in the graph.', registers })
  const entities = new Gauge({
    name: 'paperloom_entities',
    help: 'Entities in the graph, by kind.',
    labelNames: ['kind'],
    registers,
  })
  const runs = new Gauge({
    name: 'paperloom_recent_runs',
    help: 'The newest 100 ingestions, by status.',
    labelNames: ['status'],
    registers,
  })
  const counted = new Gauge({
    name: 'paperloom_last_run_papers',
    help: 'Papers of the newest ingestion, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })

  return ({ subscriptions, stats, runs: newest }) => {
    open.set(subscriptions)
    up.set(stats === null ? 0 : 1)
    // What is not known is not shown: an old figure would look like a new one.
    for (const gauge of [papers, entities, runs, counted]) gauge.reset()
    if (stats === null || newest === null) return papers.remove()
    papers.set(stats.papers)
    for (const { kind, count } of stats.entitiesByKind) entities.set({ kind }, count)
    for (const status of RUN_STATUSES) runs.set({ status }, newest.filter((run) => run.status === status).length)
    const last = stats.lastRun?.counters
    if (last === undefined) return
    const { papersAdded, papersChanged, papersUnchanged, papersRemoved } = last
    counted.set({ outcome: 'added' }, papersAdded)
    counted.set({ outcome: 'changed' }, papersChanged)
    counted.set({ outcome: 'unchanged' }, papersUnchanged)
    counted.set({ outcome: 'removed' }, papersRemoved)
  }
}
