// What the tests of the extractor share: papers, and an extractor with a cache folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Extractor, ExtractedText, PaperText } from '../../../../../ingest/extract/extractor.ts'
import type { LlmSettings } from '../../../../../ingest/extract/llm/config.ts'
import { createLlmExtractor } from '../../../../../ingest/extract/llm/index.ts'
import type { LlmOptions } from '../../../../../ingest/extract/llm/index.ts'
import type { Problem } from '../../../../../ingest/problems.ts'

/** A paper that speaks of spectral pruning, and of nothing that any other paper here does but for its number. */
export function paper(number: number): PaperText {
  return {
    title: `Spectral Pruning of Widget ${number}`,
    abstract: `We propose spectral pruning for widget ${number}. It beats magnitude pruning on WidgetBench.`,
  }
}

export const PAPERS = (count: number): readonly PaperText[] => Array.from({ length: count }, (_, i) => paper(i + 1))

/** Makes a folder that is gone when the test is over. */
export async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'paperloom-llm-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** An extractor at an address, with the problems it tells of. */
export function extractorAt(
  url: string,
  cacheFolder: string,
  settings: Partial<LlmSettings> = {},
  more: Partial<LlmOptions> = {},
) {
  const problems: Problem[] = []
  const extractor = createLlmExtractor({
    settings: {
      url,
      model: 'tiny',
      key: 'sk-canary',
      concurrency: 4,
      timeoutSeconds: 5,
      maxRequests: null,
      maxTokens: null,
      cacheFolder,
      ...settings,
    },
    onProblem: (problem) => problems.push(problem),
    ...more,
  })
  return { extractor, problems, codes: () => problems.map(({ code }) => code) }
}

/** Finds the first word of every title. */
export const FIRST_WORD: Extractor = {
  id: 'first-word@1',
  extract: (texts) =>
    Promise.resolve(
      texts.map(({ title }): ExtractedText => {
        const surface = title.slice(0, title.indexOf(' '))
        const place = { field: 'title', start: 0, end: surface.length, surface } as const
        return {
          mentions: [{ ...place, lemma: surface, kind: 'CONCEPT', role: null, confidence: 1, rule: 'first' }],
          acronyms: [],
        }
      }),
    ),
}

/** The surfaces that were found in each text. */
export const surfaces = (found: readonly ExtractedText[]): readonly (readonly string[])[] =>
  found.map(({ mentions }) => mentions.map(({ surface }) => surface))
