// The extractors by name. To add one: a folder beside `default`, and a line here.
import { InvalidInputError } from '../../src/graph/errors.ts'
import { createDefaultExtractor } from './default/index.ts'
import type { Extractor } from './extractor.ts'

/** What an extractor may depend on beside the texts. */
export interface ExtractorContext {
  /** The environment; each extractor reads its own settings from it. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Ends work that takes long. */
  readonly signal?: AbortSignal
}

const EXTRACTORS: Readonly<Record<string, (context: ExtractorContext) => Promise<Extractor>>> = {
  default: async () => createDefaultExtractor(),
  // Loaded when it is asked for: what talks to servers and checks their answers takes longer to load than a paper to read.
  llm: async (context) => (await import('./llm/configured.ts')).createConfiguredLlmExtractor(context),
}

/** The names {@link createExtractor} knows. */
export const EXTRACTOR_NAMES: readonly string[] = Object.keys(EXTRACTORS)

/**
 * The extractor of a name.
 *
 * @throws InvalidInputError for a name that is not in {@link EXTRACTOR_NAMES}.
 * @throws ConfigError when a setting of the extractor is missing or wrong.
 */
export async function createExtractor(
  name = 'default',
  context: ExtractorContext = { variables: {} },
): Promise<Extractor> {
  const create = Object.hasOwn(EXTRACTORS, name) ? EXTRACTORS[name] : undefined
  if (create === undefined) {
    throw new InvalidInputError(`There is no extractor "${name}". Expected one of: ${EXTRACTOR_NAMES.join(', ')}.`)
  }
  return create(context)
}
