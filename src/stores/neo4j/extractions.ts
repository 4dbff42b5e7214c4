// Extractions: kept apart from papers, their mentions as JSON, for nobody asks for single ones.
import { z } from 'zod'
import { ENTITY_KINDS, METHOD_ROLES } from '../../graph/entities.ts'
import type { Extraction } from '../../graph/extractions.ts'
import { TEXT_FIELDS } from '../../graph/papers.ts'

const mentions = z.array(
  z.object({
    field: z.enum(TEXT_FIELDS),
    start: z.int(),
    end: z.int(),
    surface: z.string(),
    lemma: z.string(),
    kind: z.enum(ENTITY_KINDS),
    role: z.enum(METHOD_ROLES).nullable(),
    confidence: z.number(),
    rule: z.string(),
  }),
)

const acronyms = z.array(z.object({ short: z.string(), long: z.string() }))

/** A property that holds JSON. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.issues.push({ code: 'custom', message: 'expected JSON', input: text })
    return z.NEVER
  }
})

/** The map of an extraction `x`. */
export const EXTRACTION = 'x { .paperId, .contentHash, .extractor, .mentions, .acronyms }'

export const extractionRow = z.object({
  paperId: z.string(),
  contentHash: z.string(),
  extractor: z.string(),
  mentions: json.pipe(mentions),
  acronyms: json.pipe(acronyms),
})

/** What is stored of an extraction. */
export function extractionProperties({ paperId, contentHash, extractor, mentions, acronyms }: Extraction) {
  return {
    paperId,
    contentHash,
    extractor,
    mentions: JSON.stringify(mentions),
    acronyms: JSON.stringify(acronyms),
  }
}
