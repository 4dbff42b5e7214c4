// Settings of the extractor that asks a language model, parsed from the environment. The key is read here and shown nowhere.
import { z } from 'zod'
import { ConfigError } from '../../../src/graph/errors.ts'

/** Where answers are kept unless a setting says otherwise. */
const DEFAULT_CACHE_FOLDER = '.paperloom/llm-cache'

/** Which model is asked, how, and for how much. */
export interface LlmSettings {
  /** Address of the endpoint up to its version, such as `http://localhost:11434/v1`. */
  readonly url: string
  readonly model: string
  /** `null` where the endpoint wants none. */
  readonly key: string | null
  /** Requests under way at a time. */
  readonly concurrency: number
  /** How long one request may take. */
  readonly timeoutSeconds: number
  /** Requests one run may send, repeated ones included; `null` for no limit. */
  readonly maxRequests: number | null
  /** Tokens one run may use, of prompts and answers; `null` for no limit. */
  readonly maxTokens: number | null
  readonly cacheFolder: string
}

/** An empty variable is how shells and compose files say "not set". */
const orUnset = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

const number = (least: number, most: number, expected: string) =>
  z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,3})?$/, expected)
    .transform(Number)
    .pipe(z.number().min(least, expected).max(most, expected))
const whole = (most: number, expected: string) => number(1, most, expected).pipe(z.int(expected))

const VARIABLES = z.object({
  PAPERLOOM_LLM_URL: orUnset(
    z
      .string(
        'it is not set. Expected the address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1.',
      )
      .refine(
        isEndpoint,
        'expected an http or https address without user, password, "?" and "#", such as http://localhost:11434/v1.',
      ),
  ),
  PAPERLOOM_LLM_MODEL: orUnset(
    z
      .string('it is not set. Expected the name of a model that the endpoint serves.')
      .regex(/^[^\s\p{Cc}]{1,200}$/u, 'expected the name of a model, without blanks.'),
  ),
  PAPERLOOM_LLM_KEY: orUnset(
    z
      .string()
      .regex(/^[\u0021-\u007E]+$/, 'holds blanks or characters that no key has.')
      .optional(),
  ),
  PAPERLOOM_LLM_CONCURRENCY: orUnset(whole(64, 'expected a whole number, 1 to 64.').default(4)),
  // Node itself gives up on a response that has not begun after 300 seconds.
  PAPERLOOM_LLM_TIMEOUT: orUnset(number(0.001, 300, 'expected seconds, at most 300.').default(120)),
  PAPERLOOM_LLM_MAX_REQUESTS: orUnset(whole(1e12, 'expected a whole number of requests, at least 1.').optional()),
  PAPERLOOM_LLM_MAX_TOKENS: orUnset(whole(1e12, 'expected a whole number of tokens, at least 1.').optional()),
  PAPERLOOM_LLM_CACHE: orUnset(z.string().default(DEFAULT_CACHE_FOLDER)),
})

/**
 * Reads the settings.
 *
 * @throws ConfigError that names the variable and what it expects; never shows a value.
 */
export function readLlmSettings(variables: Readonly<Record<string, string | undefined>>): LlmSettings {
  const parsed = VARIABLES.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigError(
      String(issue?.path[0] ?? 'PAPERLOOM_LLM_URL'),
      issue?.message ?? 'has a value that is not allowed.',
    )
  }
  const { data } = parsed
  return {
    url: data.PAPERLOOM_LLM_URL.replace(/\/+$/, ''),
    model: data.PAPERLOOM_LLM_MODEL,
    key: data.PAPERLOOM_LLM_KEY ?? null,
    concurrency: data.PAPERLOOM_LLM_CONCURRENCY,
    timeoutSeconds: data.PAPERLOOM_LLM_TIMEOUT,
    maxRequests: data.PAPERLOOM_LLM_MAX_REQUESTS ?? null,
    maxTokens: data.PAPERLOOM_LLM_MAX_TOKENS ?? null,
    cacheFolder: data.PAPERLOOM_LLM_CACHE,
  }
}

function isEndpoint(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  return url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}
