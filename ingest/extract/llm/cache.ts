// The cache: what a model said about a text, one file an answer, so that a run that goes on does not pay again.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../../../src/graph/errors.ts'
import type { PaperText } from '../extractor.ts'
import { PROMPT_DIGEST } from './prompt.ts'

/** Answers by key, as the model gave them: what is read out of them may get better without asking again. */
export interface AnswerCache {
  /** `null` where there is none, or none that is whole. */
  read(key: string): Promise<string | null>
  /** Fails as the file system does. */
  write(key: string, answer: string): Promise<void>
}

const ENTRY = z.object({ key: z.string(), digest: z.string(), answer: z.string() })

/** The key of what a model says about a text when asked by this version of the prompt. */
export function answerKey(model: string, { title, abstract }: PaperText): string {
  return digest(JSON.stringify([PROMPT_DIGEST, model, title, abstract]))
}

/**
 * Opens the cache in a folder and makes the folder where it is missing. Several processes may share it.
 *
 * @throws ConfigError when the folder cannot be made.
 */
export async function openAnswerCache(folder: string): Promise<AnswerCache> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new ConfigError('PAPERLOOM_LLM_CACHE', `the folder ${folder} cannot be made.`, { cause: error })
  }
  const pathOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`)
  let writes = 0
  return {
    async read(key) {
      try {
        const entry = ENTRY.safeParse(JSON.parse(await readFile(pathOf(key), 'utf8')))
        if (!entry.success || entry.data.key !== key) return null
        return entry.data.digest === digest(entry.data.answer) ? entry.data.answer : null
      } catch {
        // No such file, or one that is no JSON: the answer is not there, and the next one takes its place.
        return null
      }
    },
    async write(key, answer) {
      const path = pathOf(key)
      // Written beside its place and moved there: a reader meets a whole entry or none.
      const draft = `${path}.${process.pid}-${writes++}.tmp`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(draft, JSON.stringify({ key, digest: digest(answer), answer }))
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
