// The extractors by name. To add one: a folder beside `default`, and a line here.
import { createDefaultExtractor } from './default/index.ts'
import type { Extractor } from './extractor.ts'

const EXTRACTORS: Readonly<Record<string, () => Extractor>> = {
  default: createDefaultExtractor,
}

/** The names `createExtractor` knows. */
export const EXTRACTOR_NAMES: readonly string[] = Object.keys(EXTRACTORS)

/** The extractor of a name. Fails on names that are not in {@link EXTRACTOR_NAMES}. */
export function createExtractor(name = 'default'): Extractor {
  const create = Object.hasOwn(EXTRACTORS, name) ? EXTRACTORS[name] : undefined
  if (create === undefined)
    throw new RangeError(`Unknown extractor "${name}". Expected one of: ${EXTRACTOR_NAMES.join(', ')}.`)
  return create()
}
