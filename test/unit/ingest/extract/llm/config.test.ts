// Settings come from the environment alone, are checked as a whole, and the key is never shown.
import { expect, test } from 'vitest'
import { readLlmSettings } from '../../../../../ingest/extract/llm/config.ts'
import { ConfigError } from '../../../../../src/graph/errors.ts'

const LEAST = { PAPERLOOM_LLM_URL: 'http://localhost:11434/v1/', PAPERLOOM_LLM_MODEL: 'qwen2.5:7b' }

test('address and model are enough', () => {
  expect(readLlmSettings({ ...LEAST, PATH: '/bin', PAPERLOOM_LLM_KEY: '', PAPERLOOM_LLM_TIMEOUT: '' })).toEqual({
    url: 'http://localhost:11434/v1',
    model: 'qwen2.5:7b',
    key: null,
    concurrency: 4,
    timeoutSeconds: 120,
    maxRequests: null,
    maxTokens: null,
    cacheFolder: '.paperloom/llm-cache',
  })
})

test('everything can be set', () => {
  const settings = readLlmSettings({
    ...LEAST,
    PAPERLOOM_LLM_KEY: 'sk-1',
    PAPERLOOM_LLM_CONCURRENCY: '16',
    PAPERLOOM_LLM_TIMEOUT: '2.5',
    PAPERLOOM_LLM_MAX_REQUESTS: '1000',
    PAPERLOOM_LLM_MAX_TOKENS: '2000000',
    PAPERLOOM_LLM_CACHE: '/tmp/answers',
  })
  expect(settings).toMatchObject({ key: 'sk-1', concurrency: 16, timeoutSeconds: 2.5, maxRequests: 1000 })
  expect(settings).toMatchObject({ maxTokens: 2_000_000, cacheFolder: '/tmp/answers' })
})

test.each([
  ['PAPERLOOM_LLM_URL', undefined],
  ['PAPERLOOM_LLM_URL', ''],
  ['PAPERLOOM_LLM_URL', 'localhost:11434'],
  ['PAPERLOOM_LLM_URL', 'file:///etc/passwd'],
  ['PAPERLOOM_LLM_URL', 'https://user:canary@example.org/v1'],
  ['PAPERLOOM_LLM_URL', 'https://example.org/v1?key=canary'],
  ['PAPERLOOM_LLM_MODEL', undefined],
  ['PAPERLOOM_LLM_MODEL', 'a model'],
  ['PAPERLOOM_LLM_KEY', 'canary\r\nX-Header: 1'],
  ['PAPERLOOM_LLM_CONCURRENCY', '0'],
  ['PAPERLOOM_LLM_CONCURRENCY', '1.5'],
  ['PAPERLOOM_LLM_CONCURRENCY', '65'],
  ['PAPERLOOM_LLM_TIMEOUT', '0'],
  ['PAPERLOOM_LLM_TIMEOUT', '301'],
  ['PAPERLOOM_LLM_TIMEOUT', 'NaN'],
  ['PAPERLOOM_LLM_MAX_REQUESTS', '-1'],
  ['PAPERLOOM_LLM_MAX_TOKENS', '1e6'],
])('%s = %j is refused by name', (name, value) => {
  const read = () => readLlmSettings({ ...LEAST, [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`^${name}: `))
  expect(read).not.toThrow(/canary/)
})
