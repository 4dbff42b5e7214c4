// The language model as one of the extractors by name: settings from the environment, the default extractor where it fails.
import type { Problem } from '../../problems.ts'
import { createDefaultExtractor } from '../default/index.ts'
import type { Extractor } from '../extractor.ts'
import { readLlmSettings } from './config.ts'
import { createLlmExtractor } from './index.ts'

/**
 * Makes the extractor. Problems travel with the first answer of their batch.
 *
 * @throws ConfigError when a setting is missing or wrong.
 */
export function createConfiguredLlmExtractor(context: {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}): Extractor {
  const problems: Problem[] = []
  const extractor = createLlmExtractor({
    settings: readLlmSettings(context.variables),
    fallback: createDefaultExtractor(),
    onProblem: (problem) => problems.push(problem),
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  })
  return {
    id: extractor.id,
    async extract(texts) {
      const [first, ...others] = await extractor.extract(texts)
      return first === undefined ? [] : [{ ...first, problems: problems.splice(0) }, ...others]
    },
  }
}
