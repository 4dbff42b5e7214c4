// Serving: the API on an open store until somebody ends it.
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
import { threadAddress } from './options.ts'
import { startRederiving } from './rederive.ts'

/** Serves until Ctrl-C or SIGTERM, then lets what is under way finish. */
export async function serveUntilEnded(opened: GraphStore, config: Config, level: LogLevel): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
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
  const services = { curator, annotator, ingestor, browserText }
  const server = await startServer({ store, host, port, logger, access, services, metrics }).catch((error: unknown) => {
    if (!(error instanceof ConfigError) || error.setting !== 'port') throw error
    throw new ConfigError(
      error.setting,
      `${withoutName(error)}. Choose another with --port, or PORT in the environment.`,
      {
        cause: error,
      },
    )
  })
  using _ = listenForInterrupt(end)
  const ending = new AbortController()
  // An embedded store has nothing to plan.
  if (opened.engine === 'neo4j') void whileWanted(ending.signal, () => warmUp(opened, ending.signal))
  const stdout = openStdout()
  await stdout.write([`${access.graphiql ? 'GraphiQL' : 'GraphQL'}: ${server.url}${ENDPOINT}`, 'Ctrl-C ends it.'])
  await ended
  ending.abort()
  await server.close()
}

function withoutName({ setting, message }: ConfigError): string {
  return message.slice(`${setting}: `.length).replace(/\.$/, '')
}
