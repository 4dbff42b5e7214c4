// The page to try queries on: GraphiQL with everything it needs in the page itself, so that it works without internet.
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Logger } from 'pino'
import type { GraphReader } from '../graph/reader.ts'
import { SECURITY_HEADERS } from './answers.ts'
import type { Answer } from './answers.ts'
import { createExamples } from './examples.ts'
import type { Example } from './examples.ts'

/** Serves the page. */
export interface ExplorerPage {
  answer(request: IncomingMessage): Promise<Answer>
}

interface Rendered {
  readonly html: Buffer
  readonly packed: Buffer
  readonly policy: string
}

const pack = promisify(gzip)

/**
 * With more than two tabs, GraphiQL 5 leaves them in the middle of an animation that sets in again at each press of the
 * mouse: the tab slips away before it is clicked. Without the animation they stand still.
 */
const STYLE = '.graphiql-tab { transform: none !important }'

/**
 * Makes the page. It is rendered when first asked for, and again when the examples change.
 *
 * @param reader - What the examples are taken from; `null` where not everybody may see it.
 */
export function createExplorerPage(reader: GraphReader | null, log: Logger, endpoint: string): ExplorerPage {
  let latest: Promise<Rendered> | null = null
  let latestTabs = ''
  return {
    async answer(request) {
      const tabs = await (reader === null ? Promise.resolve([]) : createExamples(reader)).catch((error: unknown) => {
        log.warn({ err: error }, 'the explorer opens without examples')
        return []
      })
      const key = JSON.stringify(tabs)
      if (latest === null || key !== latestTabs) {
        latestTabs = key
        latest = renderPage(tabs, endpoint)
      }
      const { html, packed, policy } = await latest
      const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '')
      return {
        status: 200,
        headers: {
          ...SECURITY_HEADERS,
          'content-security-policy': policy,
          'content-type': 'text/html; charset=utf-8',
          vary: 'accept-encoding',
          ...(takesPacked ? { 'content-encoding': 'gzip' } : {}),
        },
        body: takesPacked ? packed : html,
      }
    },
  }
}

async function renderPage(examples: readonly Example[], endpoint: string): Promise<Rendered> {
  // Ten megabytes that a server without the page never loads.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const defaultTabs = examples.map(({ query, variables }) => ({ query, variables: writeVariables(variables) }))
  const page = renderGraphiQL({ title: 'Paperloom', endpoint, defaultTabs, shouldPersistHeaders: false })
  const html = Buffer.from(page.trimStart().replace('</style>', `${STYLE}</style>`), 'utf8')
  return { html, packed: await pack(html), policy: policyFor(page) }
}

/**
 * Variables as JSON without `<`: the page holds them within a script, which a name of the graph could end, to begin one of its
 * own that the policy would take for ours.
 */
function writeVariables(variables: Example['variables']): string {
  return JSON.stringify(variables, null, 2).replaceAll('<', '\\u003c')
}

/**
 * What the page may do: run the scripts it came with and no others, and talk to this server. Monaco writes style elements
 * as it goes and makes its workers from blobs.
 */
function policyFor(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => hashOf(script))
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** As in CSP level 3, 2.3.1. The parser of HTML turns every line end into a line feed before scripts are compared. */
function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script.replace(/\r\n?/g, '\n'), 'utf8').digest('base64')}'`
}
