// One question, one reply: asks the endpoint, finds out which parameters it knows, and says what a failure means.
import { APIConnectionTimeoutError, APIError } from 'openai'
import { z } from 'zod'
import { CancelledError, ConfigError } from '../../../src/graph/errors.ts'
import type { Budget } from './budget.ts'
import { BudgetSpentError, createClient, NO_CREDIT } from './client.ts'
import type { LlmSettings } from './config.ts'
import { quote } from './flaw.ts'
import { ANSWER_SCHEMA } from './prompt.ts'
import type { Message } from './prompt.ts'

/** What came of a question. */
type Reply =
  | { readonly type: 'answer'; readonly content: string }
  /** There is no answer to this question; the next one may have one. */
  | { readonly type: 'failed'; readonly message: string }
  /** Nothing may be asked any more. */
  | { readonly type: 'spent' }

/** Asks a model. */
export interface Chat {
  /**
   * @throws ConfigError where no question can have an answer: wrong address, model or key.
   * @throws CancelledError when `signal` ended it.
   */
  ask(messages: readonly Message[], signal: AbortSignal): Promise<Reply>
}

/** What makes answers short, equal and well-formed, in the order in which it is given up where the endpoint does not know it. */
const OPTIONAL = ['response_format', 'seed', 'temperature', 'max_tokens'] as const
type Parameter = (typeof OPTIONAL)[number]
const PARAMETERS = {
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'extraction', strict: true, schema: { ...ANSWER_SCHEMA } },
  },
  seed: 0,
  temperature: 0,
  // No answer has half of that. It ends those that would never end.
  max_tokens: 4096,
} as const satisfies Record<Parameter, unknown>

const COMPLETION = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish().catch(null),
})

/** Connections that were never made: the address is wrong, or nothing is there. */
const UNREACHABLE =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/

/** Opens no connection before the first question. */
export function createChat(settings: LlmSettings, budget: Budget, retries: number): Chat {
  const client = createClient(settings, budget, retries)
  /** Those that the endpoint is known to take, once it has answered. */
  let known: readonly Parameter[] | null = null

  const send = async (
    messages: readonly Message[],
    parameters: readonly Parameter[],
    signal: AbortSignal,
  ): Promise<Reply> => {
    const optional = Object.fromEntries(parameters.map((name) => [name, PARAMETERS[name]]))
    const raw: unknown = await client.chat.completions.create(
      { model: settings.model, messages: [...messages], ...optional },
      { signal },
    )
    const completion = COMPLETION.safeParse(raw)
    const [choice] = completion.data?.choices ?? []
    const content = choice?.message.content ?? ''
    const size = messages.reduce((sum, message) => sum + message.content.length, content.length)
    // Four characters a token is what English text comes to; only where the endpoint does not count.
    budget.addTokens(completion.data?.usage?.total_tokens ?? Math.ceil(size / 4))
    if (choice === undefined) return { type: 'failed', message: 'the endpoint sent no chat completion.' }
    if (typeof choice.message.refusal === 'string') return { type: 'failed', message: 'the model refused to answer.' }
    if (choice.finish_reason === 'content_filter')
      return { type: 'failed', message: 'the answer was held back by a filter.' }
    if (content.trim() === '') return { type: 'failed', message: 'the answer is empty.' }
    return { type: 'answer', content }
  }

  return {
    async ask(messages, signal) {
      let parameters: readonly Parameter[] = known ?? OPTIONAL
      for (;;) {
        try {
          const reply = await send(messages, parameters, signal)
          known ??= parameters
          return reply
        } catch (error) {
          if (signal.aborted) throw new CancelledError('Asking the language model was stopped.', { cause: error })
          const refused = known === null ? refusedParameters(error, parameters) : []
          if (refused.length === 0) return explain(error, settings, budget, known !== null)
          parameters = parameters.filter((name) => !refused.includes(name))
        }
      }
    },
  }
}

/** The parameters to leave out the next time: those that a refusal names, else the first, which is known by the fewest. */
function refusedParameters(error: unknown, parameters: readonly Parameter[]): readonly Parameter[] {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return []
  const said = `${error.param ?? ''} ${error.message}`
    .toLowerCase()
    .replace(/json_schema|response format|guided/g, 'response_format')
  const named = parameters.filter((name) => said.includes(name))
  return named.length > 0 ? named : parameters.slice(0, 1)
}

function explain(error: unknown, settings: LlmSettings, budget: Budget, hasAnswered: boolean): Reply {
  if (error instanceof BudgetSpentError) return { type: 'spent' }
  if (error instanceof SyntaxError) return { type: 'failed', message: 'the endpoint sent something else than JSON.' }
  if (!(error instanceof APIError)) throw error
  const { key, url, model, timeoutSeconds } = settings
  const status = statusOf(error)
  const said = quote(key === null ? error.message : error.message.replaceAll(key, '(key)'))

  if (status === 401 || (status === 403 && !hasAnswered)) {
    const what = key === null ? 'it is not set, and the endpoint wants a key' : 'the endpoint does not accept the key'
    throw new ConfigError('PAPERLOOM_LLM_KEY', `${what} (status ${status}).`)
  }
  if (status === 404 && !hasAnswered) {
    const advice = `Is the model there, and does the address ${url} end as it must (most end in /v1)?`
    throw new ConfigError('PAPERLOOM_LLM_MODEL', `the endpoint does not know ${quote(model)}: ${said}. ${advice}`)
  }
  if (status !== null && status >= 300 && status < 400) {
    throw new ConfigError(
      'PAPERLOOM_LLM_URL',
      `${url} sends elsewhere (status ${status}). Give the address where it leads.`,
    )
  }
  const code = unreachableCode(error)
  if (code !== null && !hasAnswered) throw new ConfigError('PAPERLOOM_LLM_URL', `${url} cannot be reached (${code}).`)

  if (status === 402 || (status === 429 && error.message.concat(error.code ?? '').includes(NO_CREDIT))) {
    budget.close('the endpoint says that the account has no credit left')
    return { type: 'spent' }
  }
  if (error instanceof APIConnectionTimeoutError) {
    return { type: 'failed', message: `there was no answer within ${timeoutSeconds} seconds.` }
  }
  if (status === null) return { type: 'failed', message: `the connection failed (${code ?? 'cut'}).` }
  return { type: 'failed', message: `the endpoint refused with ${said}.` }
}

/** `null` where there was no response at all. */
function statusOf({ status }: { readonly status: unknown }): number | null {
  return typeof status === 'number' ? status : null
}

function unreachableCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? at.code : null
    if (typeof code === 'string' && UNREACHABLE.test(code)) return code
  }
  return null
}
