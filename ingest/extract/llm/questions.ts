// Questions: asks a model about texts, several at a time, keeps its answers, and knows when it makes no sense to go on.
import { CancelledError, SourceError } from '../../../src/graph/errors.ts'
import type { ExtractedText, PaperText } from '../extractor.ts'
import { createBudget } from './budget.ts'
import type { AnswerCache } from './cache.ts'
import type { Chat } from './chat.ts'
import type { LlmSettings } from './config.ts'
import { describeFlaw } from './flaw.ts'
import type { Flaw } from './flaw.ts'
import { createLimiter } from './limiter.ts'
import { interpretAnswer } from './mentions.ts'
import { messagesFor } from './prompt.ts'

/** After so many papers in a row without a usable answer something is wrong that the next paper will not mend. */
export const MOST_UNANSWERED = 8

/** What came of one text. */
export interface Reading {
  /** `null` where there is no usable answer. */
  readonly found: ExtractedText | null
  readonly flaws: readonly Flaw[]
}

/** What questions are asked with. */
export interface QuestionTools {
  readonly settings: LlmSettings
  /** How often a request that failed for the moment is repeated. */
  readonly retries: number
  /** What becomes of papers without an answer, for people to read. */
  readonly otherwise: string
  /** Told what concerns no single text. */
  readonly tell: (flaw: Flaw) => void
}

/** Asks about texts. Budget, waiting line and count of failures are the same for all that it is asked. */
export interface Questions {
  /**
   * Asks about texts in their order and adds what came of each as it comes.
   *
   * @throws ConfigError where no question can have an answer.
   * @throws SourceError after {@link MOST_UNANSWERED} texts in a row without a usable answer.
   * @throws CancelledError when `signal` ended it.
   */
  ask(
    texts: ReadonlyMap<string, PaperText>,
    cache: AnswerCache,
    readings: Map<string, Reading>,
    signal: AbortSignal | undefined,
  ): Promise<void>
}

/** Starts with the whole budget. Sends nothing before the first text. */
export function createQuestions({ settings, retries, otherwise, tell }: QuestionTools): Questions {
  const budget = createBudget(settings)
  const limiter = createLimiter()
  const told = new Set<string>()
  let chat: Promise<Chat> | null = null
  let unanswered = 0

  const tellOnce = (flaw: Flaw): void => {
    if (told.has(flaw.code)) return
    told.add(flaw.code)
    tell(flaw)
  }

  const openChat = async (): Promise<Chat> => {
    // Loaded by those who ask: the SDK takes as long to load as the rest of the program.
    const { createChat } = await import('./chat.ts')
    return createChat(settings, budget, retries)
  }

  const keep = async (cache: AnswerCache, key: string, answer: string): Promise<void> => {
    try {
      await cache.write(key, answer)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const message = `Answers cannot be kept and will have to be paid for again: ${why}`
      tellOnce(describeFlaw('warning', 'llm-cache-unwritable', message))
    }
  }

  const leaveUnread = (): Reading => {
    const message = `The budget is spent: ${budget.spent}. Of the papers that are left, each one ${otherwise}.`
    tellOnce(describeFlaw('warning', 'llm-budget-spent', message))
    return { found: null, flaws: [] }
  }

  const leaveUnanswered = (reason: string, flaws: readonly Flaw[]): Reading => {
    if (++unanswered >= MOST_UNANSWERED) {
      const advice = 'What was answered is kept, and the next run goes on from there.'
      throw new SourceError(
        `The language model ${settings.model}`,
        `${unanswered} papers in a row had no usable answer. The last one: ${reason} ${advice}`,
      )
    }
    const message = `No usable answer: ${reason} The paper ${otherwise}.`
    return { found: null, flaws: [...flaws, describeFlaw('warning', 'llm-no-answer', message)] }
  }

  const askAbout = async (text: PaperText, key: string, cache: AnswerCache, signal: AbortSignal): Promise<Reading> => {
    if (signal.aborted) throw new CancelledError('Asking the language model was stopped.')
    if (budget.spent !== null) return leaveUnread()
    const reply = await (await (chat ??= openChat())).ask(messagesFor(text), signal)
    if (reply.type === 'spent') return leaveUnread()
    if (reply.type === 'failed') return leaveUnanswered(reply.message, [])
    const { found, flaws } = interpretAnswer(reply.content, text)
    if (found === null) return leaveUnanswered('nothing of the answer could be used.', flaws)
    unanswered = 0
    // The first answer shows that address, model and key are right. Only from then on are several asked for at a time.
    limiter.widen(settings.concurrency)
    await keep(cache, key, reply.content)
    return { found, flaws }
  }

  return {
    async ask(texts, cache, readings, signal) {
      const stop = new AbortController()
      const ended = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
      const failures: unknown[] = []
      const tasks = [...texts].map(async ([key, text]) => {
        try {
          readings.set(key, await limiter.run(() => askAbout(text, key, cache, ended)))
        } catch (error) {
          // The first failure ends the others that are under way and is the one that is thrown.
          failures.push(error)
          stop.abort()
        }
      })
      await Promise.all(tasks)
      if (failures.length > 0) throw failures[0]
    },
  }
}
