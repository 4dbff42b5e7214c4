// Papers that only mention names, and what resolution makes of them.
import type { KnownNames } from '../../../../ingest/resolve/identity.ts'
import { resolveNames } from '../../../../ingest/resolve/index.ts'
import { lemmaOf } from '../../../../ingest/text/lemma.ts'
import { ENTITY_KINDS } from '../../../../src/graph/entities.ts'
import type { AcronymDefinition, Extraction, Mention } from '../../../../src/graph/extractions.ts'

const NOTHING: KnownNames = { entities: [], aliases: [] }

/**
 * A paper that mentions names one after another; `Name!` is surely a term, `Name~` just one, `Name?` hardly one, `Name@METHOD` is of
 * a kind.
 */
export function paperOf(id: string, names: readonly string[], acronyms: readonly AcronymDefinition[] = []): Extraction {
  let at = 0
  const mentions = names.map((name): Mention => {
    const [, surface = '', mark = '', kind = 'CONCEPT'] = /^(.*?)([!~?]?)(?:@(\w+))?$/u.exec(name) ?? []
    const start = at
    at += surface.length + 1
    const confidence = mark === '?' ? 0.1 : mark === '~' ? 0.36 : 0.8
    const role = kind === 'METHOD' ? 'USES' : null
    return {
      field: 'abstract',
      start,
      end: at - 1,
      surface,
      lemma: lemmaOf(surface),
      kind: ENTITY_KINDS.find((one) => one === kind) ?? 'CONCEPT',
      role,
      confidence,
      rule: 'test',
    }
  })
  return { paperId: `title:${id}`, contentHash: id, extractor: 'test', mentions, acronyms }
}

export async function resolve(papers: readonly Extraction[], known = NOTHING) {
  const resolution = await resolveNames(
    (async function* () {
      for (const paper of papers) yield await Promise.resolve([paper])
    })(),
    known,
  )
  return { ...resolution, facts: papers.flatMap((paper) => resolution.factsOf(paper)) }
}
