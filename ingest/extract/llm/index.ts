// The extractor that asks a language model at any OpenAI-compatible endpoint. Optional: nothing is sent unless it is chosen.
import type { Problem } from '../../problems.ts'
import { problemAt } from '../../sources/clean.ts'
import type { ExtractedText, Extractor, PaperText } from '../extractor.ts'
import { answerKey, openAnswerCache } from './cache.ts'
import type { AnswerCache } from './cache.ts'
import type { LlmSettings } from './config.ts'
import type { Flaw } from './flaw.ts'
import { interpretAnswer } from './mentions.ts'
import { PROMPT_DIGEST } from './prompt.ts'
import { createQuestions } from './questions.ts'
import type { Reading } from './questions.ts'

/** How often a request is repeated that may go better the next time, unless somebody says otherwise. */
const RETRIES = 3
const NOTHING: ExtractedText = { mentions: [], acronyms: [] }

/** What the extractor works with. */
export interface LlmOptions {
  readonly settings: LlmSettings
  /** Reads the papers that the model has no usable answer for; where there is none, nothing is found in them. */
  readonly fallback?: Extractor
  /** Told what could not be taken: in the order of the texts, with a paper's title as excerpt. */
  readonly onProblem?: (problem: Problem) => void
  /** Ends the asking. What was answered by then is kept. */
  readonly signal?: AbortSignal
  readonly retries?: number
}

/** What was found in a text, and whether it is the model that found it. */
interface LlmExtractedText extends ExtractedText {
  /** Found by the fallback, or not looked for at all: asked another time, the model may have an answer. */
  readonly isProvisional: boolean
}

/** An {@link Extractor} that tells which of its answers are not the model's. */
export interface LlmExtractor extends Extractor {
  /**
   * @throws ConfigError when address, model or key are wrong, or the cache's folder cannot be made.
   * @throws SourceError when many papers in a row had no usable answer.
   * @throws CancelledError when it was stopped.
   */
  extract(texts: readonly PaperText[]): Promise<readonly LlmExtractedText[]>
}

/** Makes the extractor. Budget and waiting line live as long as it does; nothing is opened or sent before the first text. */
export function createLlmExtractor(options: LlmOptions): LlmExtractor {
  const { settings, fallback, onProblem = () => {}, signal, retries = RETRIES } = options
  const tell = ({ severity, code, message }: Flaw, title = ''): void => {
    const where = { source: `llm ${settings.model}`, line: null }
    onProblem(problemAt(severity, code, message, where, title).problem)
  }
  const otherwise = fallback === undefined ? 'is left without entities' : `is read by ${fallback.id} instead`
  const questions = createQuestions({ settings, retries, otherwise, tell })
  let opened: Promise<AnswerCache> | null = null

  return {
    id: `llm@1:${settings.model}:${PROMPT_DIGEST}${fallback === undefined ? '' : `+${fallback.id}`}`,
    async extract(texts) {
      const cache = await (opened ??= openAnswerCache(settings.cacheFolder))
      const keys = texts.map((text) => answerKey(settings.model, text))
      // Equal texts are one question.
      const missing = new Map(keys.flatMap((key, i) => (texts[i] === undefined ? [] : [[key, texts[i]]])))
      const readings = await readKept(missing, cache)
      for (const key of readings.keys()) missing.delete(key)
      try {
        if (missing.size > 0) await questions.ask(missing, cache, readings, signal)
      } finally {
        for (const [i, key] of keys.entries()) {
          for (const flaw of readings.get(key)?.flaws ?? []) tell(flaw, texts[i]?.title)
        }
      }
      const unread = texts.filter((_, i) => (readings.get(keys[i] ?? '')?.found ?? null) === null)
      const others = fallback === undefined || unread.length === 0 ? [] : await fallback.extract(unread)
      let next = 0
      return keys.map((key) => {
        const found = readings.get(key)?.found ?? null
        const { mentions, acronyms } = found ?? others[next++] ?? NOTHING
        return { mentions, acronyms, isProvisional: found === null }
      })
    },
  }
}

/** What can be read out of answers that were kept. An answer that is of no use any more is asked for again. */
async function readKept(texts: ReadonlyMap<string, PaperText>, cache: AnswerCache): Promise<Map<string, Reading>> {
  const kept = await Promise.all([...texts.keys()].map((key) => cache.read(key)))
  const readings = new Map<string, Reading>()
  for (const [i, [key, text]] of [...texts].entries()) {
    const answer = kept[i] ?? null
    const reading = answer === null ? null : interpretAnswer(answer, text)
    if (reading !== null && reading.found !== null) readings.set(key, reading)
  }
  return readings
}
