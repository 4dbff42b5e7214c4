// Serving: the API on an open store until somebody ends it.
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { Config, LogLevel } from '../config.ts'
import { createCurator } from '../curate/curator.ts'
import { whileWanted } from '../graph/deadline.ts'
import { ConfigError } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store.ts'
import { createMetrics } from '../server/observe/metrics.ts'
import { observeStore } from '../server/observe/observed-store.ts'
import { traceStoreCalls } from '../server/observe/tracing.ts'
import { startServer } from '../server/server.ts'
import { warmUp } from '../server/warm-up.ts'
import { ENDPOINT } from '../server/yoga.ts'
import { browserText } from '../stores/neo4j/explain.ts'
import { createThreadAnnotator } from './annotator.ts'
import { listenForInterrupt } from './interrupt.ts'
import { createIngestor } from './jobs/ingestor.ts'
import { runOn } from './jobs/job.ts'
import { runInThread } from './jobs/job-thread.ts'
import { traced } from './jobs/traced.ts'
import { openStdout } from './output.ts'
import { tellIfEmpty, threadAddress } from './options.ts'
import { startRederiving } from './rederive.ts'

/** Milliseconds that the server is not ready for, at most, because its store is warming up. */
const WARM_UP = 10_000

/** Serves until Ctrl-C or SIGTERM, then lets what is under way finish. */
export async function serveUntilEnded(opened: GraphStore, config: Config, level: LogLevel): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  // Never let go: a signal that comes while the store is closed, by whoever opened it, must not cut that off.
  listenForInterrupt(end)
  const { host, port, access } = config
  const logger = pino({ level: config.logLevel ?? level }, pino.destination(2))
  const metrics = config.metrics ? createMetrics() : null
  const watchers = [traceStoreCalls(opened.engine), ...(metrics === null ? [] : [metrics.observeStoreCall])]
  const store = observeStore(opened, watchers)
  const address = threadAddress(config)
  await using rederiver = startRederiving({ store, log: logger, address })
  const { rederive } = rederiver
  const curator = createCurator({ store, now: () => new Date().toISOString(), rederive })
  await using ingestor = createIngestor({
    store,
    runJob: traced(address === null ? runOn(store) : runInThread(address)),
    log: logger,
  })
  await using annotator = createThreadAnnotator()
  const ending = new AbortController()
  const warming = warmUpServer(opened, ending.signal)
  const services = { curator, annotator, ingestor, browserText }
  const options = { store, host, port, logger, access, services, metrics, warming }
  const server = await startServer(options).catch((error: unknown) => {
    ending.abort()
    if (!(error instanceof ConfigError) || (error.setting !== 'port' && error.setting !== 'host')) throw error
    const { setting } = error
    const advice = `Choose another with --${setting}, or ${setting.toUpperCase()} in the environment.`
    throw new ConfigError(setting, `${withoutName(error)}. ${advice}`, { cause: error })
  })
  await tellIfEmpty(opened)
  await openStdout().write([`${access.graphiql ? 'GraphiQL' : 'GraphQL'}: ${server.url}${ENDPOINT}`, 'Ctrl-C ends it.'])
  await ended
  ending.abort()
  await server.close()
}

/** Asks a server of a database what it plans long. An embedded store has nothing to plan. */
async function warmUpServer(store: GraphStore, ending: AbortSignal): Promise<void> {
  if (store.engine !== 'neo4j') return
  const asking = whileWanted(ending, () => warmUp(store, ending))
  await Promise.race([asking, sleep(WARM_UP, undefined, { ref: false })])
}

function withoutName({ setting, message }: ConfigError): string {
  return message.slice(`${setting}: `.length).replace(/\.$/, '')
}
