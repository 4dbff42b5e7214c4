// The extractors by name. To add one: a folder beside `default`, and a line here.
import { InvalidInputError } from '../../src/graph/errors.ts'
import { createDefaultExtractor } from './default/index.ts'
import type { Extractor } from './extractor.ts'
import { createConfiguredLlmExtractor } from './llm/configured.ts'

/** What an extractor may depend on beside the texts. */
export interface ExtractorContext {
  /** The environment; each extractor reads its own settings from it. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Ends work that takes long. */
  readonly signal?: AbortSignal
}

const EXTRACTORS: Readonly<Record<string, (context: ExtractorContext) => Extractor>> = {
  default: createDefaultExtractor,
  llm: createConfiguredLlmExtractor,
}

/** The names {@link createExtractor} knows. */
export const EXTRACTOR_NAMES: readonly string[] = Object.keys(EXTRACTORS)

/**
 * The extractor of a name.
 *
 * @throws InvalidInputError for a name that is not in {@link EXTRACTOR_NAMES}.
 * @throws ConfigError when a setting of the extractor is missing or wrong.
 */
export function createExtractor(name = 'default', context: ExtractorContext = { variables: {} }): Extractor {
  const create = Object.hasOwn(EXTRACTORS, name) ? EXTRACTORS[name] : undefined
  if (create === undefined) {
    throw new InvalidInputError(`There is no extractor "${name}". Expected one of: ${EXTRACTOR_NAMES.join(', ')}.`)
  }
  return create(context)
}
