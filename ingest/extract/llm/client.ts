// The client: the official SDK, held to what this project promises. It sends nothing of the environment but what it was given,
// follows no redirect, reads bounded answers, repeats what may go better the next time, and spends no more than it may.
import { OpenAI } from 'openai'
import type { ClientOptions } from 'openai'
import type { Budget } from './budget.ts'
import type { LlmSettings } from './config.ts'

/** The most that is read of one response, in bytes. An answer has some thousands. */
const MOST_BYTES = 4 * 1024 * 1024
/** Of what the SDK would send; it adds details about machine and process, and headers from variables of its own. */
const SENT_HEADERS = new Set(['accept', 'authorization', 'content-type', 'user-agent'])
const KEPT_HEADERS = ['content-type', 'retry-after', 'retry-after-ms']
/** How an endpoint says that an account is empty, where it says so with the status of too many requests. */
export const NO_CREDIT = 'insufficient_quota'

/** The budget does not allow another request. */
export class BudgetSpentError extends Error {}

class BudgetedClient extends OpenAI {
  readonly #budget: Budget

  constructor(options: ClientOptions, budget: Budget) {
    super(options)
    this.#budget = budget
  }

  /** Called by the SDK before each request, repeated ones included. What it throws is not tried again. */
  // oxlint-disable-next-line typescript/require-await -- A promise is what the SDK expects.
  protected override async prepareRequest(request: RequestInit): Promise<void> {
    if (!this.#budget.takeRequest()) throw new BudgetSpentError()
    request.headers = [...new Headers(request.headers)].filter(([name]) => SENT_HEADERS.has(name.toLowerCase()))
  }
}

/** Makes the client. Waits between repetitions grow, or are what the endpoint asks for, up to a minute. */
export function createClient(settings: LlmSettings, budget: Budget, retries: number): OpenAI {
  const { url, key, timeoutSeconds } = settings
  const options: ClientOptions = {
    baseURL: url,
    // All that the SDK would else look up in the environment on its own.
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    defaultHeaders: { Authorization: key === null ? null : `Bearer ${key}` },
    maxRetries: retries,
    timeout: timeoutSeconds * 1000,
    // Texts and key go to the address that was named, and to no other.
    fetchOptions: { redirect: 'manual' },
    fetch: async (target, init) => readWhole(await fetch(target, init)),
  }
  return new BudgetedClient(options, budget)
}

/**
 * The response with its body in hand, so that a connection that is cut in the middle of it is a failed request like any other.
 * Says to the SDK which ones to repeat: those that came too early or met a fault of the endpoint.
 */
async function readWhole(response: Response): Promise<Response> {
  const { status } = response
  const body = await readBounded(response)
  const headers = new Headers(
    KEPT_HEADERS.flatMap((name): [string, string][] => {
      const value = response.headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  if (response.ok) return new Response(status === 204 || status === 205 ? null : body, { status, headers })
  const isTransient = status === 408 || (status === 429 && !body.includes(NO_CREDIT)) || status >= 500
  headers.set('x-should-retry', String(isTransient))
  return new Response(status === 304 ? null : wrapError(body), { status, headers })
}

async function readBounded({ body }: Response): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    bytes += chunk.byteLength
    // Cut there it is no JSON any more, which is what it is worth.
    if (bytes > MOST_BYTES) break
  }
  return text + decoder.decode()
}

/** The SDK reads messages under `error` only; many endpoints put them elsewhere. */
function wrapError(body: string): string {
  const text = body.slice(0, 2000)
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, 'error')) return text
  } catch {
    // Not JSON: the text itself is the message.
  }
  return JSON.stringify({ error: { message: text } })
}
